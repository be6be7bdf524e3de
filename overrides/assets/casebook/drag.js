/* Dragging an item of a list by its handle, with mouse, pen or finger. */
(function () {
  'use strict';

  var EDGE = 48, STEP = 12; // pixels from an edge within which the list scrolls, and by how many at once

  /* Drags `made`, an item of `list`, from a pointerdown on its handle until the pointer is let go; tells `done` from which
     place to which: the same where it was given up. The others make room; the item is never taken out of the list, or the
     pointer would be lost. */
  window.casebook.drag = function (event, list, made, done) {
    if (event.button) return;
    event.preventDefault();
    var handle = event.currentTarget, from = place(), y, frame = 0;
    made.classList.add('cb-item--dragged');
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', drop);
    handle.addEventListener('pointercancel', drop);

    function place() { return Array.from(list.children).indexOf(made); }

    function follow(moved) {
      y = moved.clientY;
      if (!frame) frame = requestAnimationFrame(near);
      pass();
    }

    function pass() {
      var before = made.previousElementSibling, after = made.nextElementSibling;
      if (before && y < middle(before)) list.insertBefore(before, made.nextSibling);
      else if (after && y > middle(after)) list.insertBefore(after, made);
    }

    function near() {
      scroll(list, y);
      pass();
      frame = requestAnimationFrame(near);
    }

    function drop(ended) {
      cancelAnimationFrame(frame);
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('pointerup', drop);
      handle.removeEventListener('pointercancel', drop);
      done(from, ended.type === 'pointerup' ? place() : from);
    }
  };

  /* Near an edge of the section of the list, or of the window, what is there scrolls: the section first. */
  function scroll(list, y) {
    var box = list.closest('section'), edges = box.getBoundingClientRect(), header = document.querySelector('.md-header');
    var top = Math.max(edges.top, header ? header.getBoundingClientRect().bottom : 0), bottom = Math.min(edges.bottom, window.innerHeight);
    var step = y < top + EDGE ? -STEP : y > bottom - EDGE ? STEP : 0, rows = list.getBoundingClientRect(), at = box.scrollTop;
    if (!(step < 0 ? rows.top < top : step && rows.bottom > bottom)) return;
    box.scrollTop += step;
    if (box.scrollTop === at) window.scrollBy(0, step);
  }

  function middle(made) {
    var box = made.getBoundingClientRect();
    return box.top + box.height / 2;
  }
})();
