// Why the focus cannot be seen where it is now; nothing where it can.
const at = document.activeElement;
if (at === null || at === document.body) return "nothing has the focus";
const box = at.getBoundingClientRect();
const what = `${at.localName} “${(at.getAttribute("aria-label") ?? at.textContent).trim().slice(0, 60)}”`;
const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
if (!inSight) return `the focus is out of sight, on ${what}`;
const isMarked = (element) => {
	if (!(element instanceof Element)) return false;
	const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
	return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
};
// What is drawn in place of a field, such as the label of a choice, may carry the mark.
const near = [at, at.nextElementSibling, at.parentElement, at.closest("label")];
return near.some(isMarked) ? null : `nothing shows the focus on ${what}`;
