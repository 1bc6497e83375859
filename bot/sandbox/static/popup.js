// Lists and calendars that open beside a field. They lie on top of everything, dialogs
// included, so that no frame around the field cuts them.

/**
 * popup lets `box` open below `anchor`, or above it where there is more room, and never
 * beyond the window. It returns { show, hide, open }.
 */
export function popup(anchor, box, { wide = true } = {}) {
  box.popover = "manual";
  box.classList.add("popup");

  function place() {
    if (!anchor.isConnected) {
      hide();
      return;
    }
    const edge = 8;
    const at = (anchor.closest(".many") ?? anchor).getBoundingClientRect();
    const style = (key, value) => box.style.setProperty(key, value);
    style("max-height", "");
    style("min-width", wide ? `${Math.min(at.width, innerWidth - 2 * edge)}px` : "");
    const below = innerHeight - at.bottom - edge;
    const above = at.top - edge;
    const up = below < Math.min(box.scrollHeight, 240) && above > below;
    style("max-height", `${Math.max(120, Math.min(up ? above : below, 320))}px`);
    const { width, height } = box.getBoundingClientRect();
    style("left", `${Math.max(edge, Math.min(at.left, innerWidth - width - edge))}px`);
    style("top", `${up ? at.top - height - 4 : at.bottom + 4}px`);
  }

  /** A list scrolls without moving; whatever moves its field moves it as well. */
  const moved = (ev) => {
    if (!box.contains(ev.target)) place();
  };

  function show() {
    if (!open()) {
      box.showPopover();
      addEventListener("scroll", moved, { capture: true, passive: true });
      addEventListener("resize", place);
    }
    place();
  }

  function hide() {
    removeEventListener("scroll", moved, { capture: true });
    removeEventListener("resize", place);
    if (open()) box.hidePopover();
  }

  const open = () => box.isConnected && box.matches(":popover-open");

  return { show, hide, open };
}
