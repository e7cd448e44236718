// What the tab keeps of the table (sessionStorage), as far as it may and has room. Where it does not, the table is written in
// and saved all the same.

export const STEPS = "vr-grid-steps:"; // what can be undone, for each owner and page

export function kept(name, none) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? none;
  } catch {
    return none;
  }
}

// Whether it is kept; what has no room is not, nor what stood there before it. `null` keeps nothing.
export function keep(name, value) {
  try {
    sessionStorage.removeItem(name);
    if (value !== null) sessionStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

// What is not stored yet goes before what can be undone.
export function keepFirst(name, value) {
  if (keep(name, value)) return;
  try {
    for (const other of Object.keys(sessionStorage)) if (other.startsWith(STEPS)) sessionStorage.removeItem(other);
  } catch {
    return; // nothing is kept here at all
  }
  keep(name, value);
}
