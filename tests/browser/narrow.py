"""What is wrong with a page on the narrowest screen that is asked of it (WCAG 2.2, 1.4.10): 320 px wide."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize

NARROW: ViewportSize = {"width": 320, "height": 640}
_WRONG = """() => {
  const closed = [...document.querySelectorAll('details:not([open])')];
  closed.forEach(each => { each.open = true; });
  const width = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - width;
  const wrong = over > 0 ? [`scrolls ${over} px sideways`] : [];
  const said = element => `${element.tagName.toLowerCase()}.${element.classList} ${element.textContent.trim().replaceAll(/\\s+/g, ' ').slice(0, 60)}`;
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || element.closest('svg, .alleen-voor-lezer, .utrecht-skip-link, .menu__naam')) continue;
    const style = getComputedStyle(element);
    if (style.clipPath !== 'none' || element.closest('thead')?.getBoundingClientRect().width === 1) continue;
    const box = element.getBoundingClientRect();
    if (!element.parentElement.closest('.rolvak') && (box.left < -1 || box.right > width + 1)) wrong.push(`outside the screen: ${said(element)}`);
    const cuts = overflow => overflow === 'hidden' || overflow === 'clip';
    if (element.matches('input, select, progress')) continue;
    if (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) wrong.push(`cut at the side: ${said(element)}`);
    if (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1) wrong.push(`cut below: ${said(element)}`);
  }
  closed.forEach(each => { each.open = false; });
  return wrong;
}"""
"""With everything unfolded. Wide tables of numbers may scroll in a box of their own (.rolvak); a long name in the menu stands whole on its own page."""


def narrow_faults(page: Page) -> list[str]:
    """What scrolls, sticks out or is cut at 320 px, in words; the window is as wide as before afterwards."""
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    found: list[str] = page.evaluate(_WRONG)
    if before:
        page.set_viewport_size(before)
    return found
