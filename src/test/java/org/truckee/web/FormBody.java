package org.truckee.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form as browsers send it. */
public final class FormBody {
  public static final String TYPE = "multipart/form-data; boundary=boogabooga";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  public FormBody field(String name, String value) {
    return part("name=\"" + name + "\"", value);
  }

  public FormBody file(String filename, String contents) {
    return part("name=\"file\"; filename=\"" + filename + "\"", contents);
  }

  private FormBody part(String disposition, String contents) {
    String text =
        "--boogabooga\r\nContent-Disposition: form-data; "
            + disposition
            + "\r\n\r\n"
            + contents
            + "\r\n";
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes("--boogabooga--\r\n".getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }
}
