package org.truckee.mutable;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Tag;

/**
 * The public half of a mutable file's key pair, as SubjectPublicKeyInfo DER. Every share holds it;
 * its fingerprint, which every capability of the file holds, shows that it is the right one.
 */
public record FileVerifyingKey(Bytes der) {
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  /** The hash that capabilities know it by. */
  public Bytes fingerprint() {
    return Tag.FINGERPRINT.hash(der);
  }

  /** Tells whether {@code signature} over {@code message} was made with the private half. */
  public boolean verifies(Bytes message, Bytes signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der.toArray()));
      Signature check = pss();
      check.initVerify(key);
      check.update(message.asByteBuffer());
      return check.verify(signature.toArray());
    } catch (GeneralSecurityException e) {
      return false; // not a key, or not even in the form of a signature
    }
  }

  static Signature pss() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(PSS);
    return signature;
  }
}
