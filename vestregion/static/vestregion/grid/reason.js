// The reason that an adopted plan asks for: Enter in its field keeps it, sends the cell that waits for it again and gives the
// keyboard back to that cell; where none waits, to where she was in the table.

export function takesReason(saving, moving) {
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "plan-reason" || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const cell = saving.asking();
    // Left, the field says by itself that it was changed, and the cell is sent.
    if (event.target.value.trim() || !cell) moving.to(cell || moving.current);
  });
}
