package org.truckee.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;

/**
 * {@code t=json} of a capability: what kind of thing it names, and what is known of it, in Tahoe's
 * words and layout.
 */
final class FileJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultIndenter ONE_SPACE = new DefaultIndenter(" ", "\n");

  private FileJson() {}

  static String of(Optional<Capability> cap) {
    ArrayNode all = JSON.createArrayNode();
    boolean file =
        cap.isPresent() && (cap.get() instanceof ChkReadCap || cap.get() instanceof LitCap);
    all.add(file ? "filenode" : "unknown");
    ObjectNode fields = all.addObject();
    if (file) {
      fields.put("mutable", false);
      fields.put("format", "CHK");
      fields.put(
          "size",
          cap.get() instanceof ChkReadCap chk
              ? chk.size()
              : ((LitCap) cap.get()).contents().size());
      fields.put("ro_uri", cap.get().toUri());
      cap.get().verifyCap().ifPresent(verify -> fields.put("verify_uri", verify.toUri()));
    }
    return print(all);
  }

  private static String print(ArrayNode value) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
    printer.indentArraysWith(ONE_SPACE);
    printer.indentObjectsWith(ONE_SPACE);
    try {
      return JSON.writer(printer).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }
}
