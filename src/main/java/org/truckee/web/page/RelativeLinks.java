package org.truckee.web.page;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Makes every attribute of a page that begins at the root of the gateway relative to the page: each
 * {@code ="/} gets the way to the root in place of the slash. Quotes in what users wrote are
 * escaped, so their texts never match.
 */
final class RelativeLinks extends FilterWriter {
  private final String root;
  private char last;
  private char lastButOne;

  /** A writer to {@code page}, from which {@code root} leads to the root. */
  RelativeLinks(Writer page, String root) {
    super(page);
    this.root = root;
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    int end = offset + length;
    int kept = offset;
    for (int at = text.indexOf('/', offset); at >= 0 && at < end; at = text.indexOf('/', at + 1)) {
      if (before(text, offset, at, 1) != '"' || before(text, offset, at, 2) != '=') continue;
      out.write(text, kept, at - kept);
      out.write(root);
      kept = at + 1;
    }
    out.write(text, kept, end - kept);
    char newLast = before(text, offset, end, 1);
    lastButOne = before(text, offset, end, 2);
    last = newLast;
  }

  /** The character {@code steps} before {@code at}, which may have been written earlier. */
  private char before(String text, int offset, int at, int steps) {
    int place = at - steps;
    if (place >= offset) return text.charAt(place);
    return offset - place == 1 ? last : lastButOne;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c), 0, 1);
  }

  /** Does nothing: the page is passed on by its maker. */
  @Override
  public void flush() {}
}
