package org.truckee.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.cli.session.CommandFailure;
import org.truckee.platform.TextFiles;

/**
 * A file with an RSA private key in PEM: PKCS#8 ({@code PRIVATE KEY}) or the older PKCS#1 ({@code
 * RSA PRIVATE KEY}), which is the same with nothing around it.
 */
final class PrivateKeyFile {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (RSA )?PRIVATE KEY-----(.*?)-----END (?:RSA )?PRIVATE KEY-----",
          Pattern.DOTALL);

  /** {@code version 0 || SEQUENCE { rsaEncryption, NULL }}, the beginning of PKCS#8. */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private PrivateKeyFile() {}

  /** The key in the form that the web API takes: its PKCS#8 DER, in base64 for URLs. */
  static String read(Path path) throws IOException {
    Matcher pem = PEM.matcher(TextFiles.read(path));
    if (!pem.find())
      throw CommandFailure.failed(path + " holds no RSA private key in PEM, or an encrypted one");
    byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
    return Base64.getUrlEncoder().encodeToString(pem.group(1) == null ? der : pkcs8(der));
  }

  private static byte[] pkcs8(byte[] pkcs1) {
    byte[] key = element(0x04, pkcs1);
    byte[] body = new byte[RSA.length + key.length];
    System.arraycopy(RSA, 0, body, 0, RSA.length);
    System.arraycopy(key, 0, body, RSA.length, key.length);
    return element(0x30, body);
  }

  /** {@code tag || length || content}, with as few bytes of length as DER asks for. */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length >= 0x100) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
