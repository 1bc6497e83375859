// The inspector: what goes on between the workspace and the app.

/** openInspector shows the inspector, or hides it again. */
export function openInspector() {}
