// The reason that an adopted plan asks for: once it is given, the cells that wait for it are sent again, also those that were
// refused before its field was there. Enter gives the keyboard back to the last of them; where none waits, to where she was
// in the table.

export function takesReason(asking, moving) {
  document.addEventListener("change", (event) => event.target.id === "plan-reason" && asking.again());
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "plan-reason" || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const cell = asking.cell();
    // Left, the field says by itself that it was changed.
    if (event.target.value.trim() || !cell) moving.to(cell || moving.current);
  });
}
