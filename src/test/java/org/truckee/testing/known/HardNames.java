package org.truckee.testing.known;

import java.util.List;

/** Names that something on the way could take for something else, in normal form. */
public final class HardNames {
  /** Each is one name, everywhere. */
  public static final List<String> ALL =
      List.of(
          " leading",
          "trailing ",
          "  ",
          "\ttab\t",
          "line\nend",
          "carriage\rreturn",
          "a+b",
          "a%b",
          "%2F",
          "%41",
          "100%",
          "a?b",
          "a#b",
          "a&b=c",
          "a;b",
          "a:b",
          "C:\\d\\x",
          "\"double\"",
          "'single'",
          "`tick`$HOME",
          "*[glob]?",
          "<b>&amp;",
          "caf\u00e9",
          "\u65e5\u672c\u8a9e",
          "\ud83d\ude00",
          "\u202egpj.exe",
          "zero\u200bwidth",
          "\ufeffmark",
          "\u3000wide\u3000",
          "n".repeat(255),
          "\u3042".repeat(85),
          "uri",
          "file",
          "@@named=",
          "-",
          "-rf",
          "--help",
          "...",
          "~",
          "~root",
          "{{ page }}",
          "null",
          "con",
          "shared:",
          "URI:LIT:pa");

  private HardNames() {}
}
