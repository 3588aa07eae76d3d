package dev.tenon.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Arrays that are used again: images of one size after another need no new memory. */
final class Scratch {
  /** One for the image, one for what becomes of it, and two for another size. */
  private static final int MOST = 4;

  private final Deque<byte[]> free = new ArrayDeque<>();

  /** Returns an array of exactly that length; it may hold anything. */
  byte[] take(int length) {
    for (Iterator<byte[]> arrays = free.iterator(); arrays.hasNext(); ) {
      byte[] array = arrays.next();
      if (array.length == length) {
        arrays.remove();
        return array;
      }
    }
    return new byte[length];
  }

  /** Takes back an array that nobody uses any more. */
  void give(byte[] array) {
    free.addFirst(array);
    if (free.size() > MOST) {
      free.removeLast();
    }
  }
}
