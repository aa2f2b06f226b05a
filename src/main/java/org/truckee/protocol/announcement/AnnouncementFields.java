package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;

/** The names of the fields of announcements, and those fields that several services have. */
final class AnnouncementFields {
  static final String SEED = "permutation-seed-base32";
  static final String STORAGE_NURLS = "anonymous-storage-NURLs";
  static final String STORAGE_FURL = "anonymous-storage-FURL";
  static final String UNPROVED = "unproved-TubID";
  static final String ADMISSION = "account-admission";
  static final String OPERATOR = "operator";
  static final String SIGNATURE = "signature";
  static final String VDRIVE_NURLS = "vdrive-NURLs";
  static final String VDRIVE_ROOT = "vdrive-root";

  private static final Pattern FURL = Pattern.compile("pb://([a-z2-7]{32})@.*");

  private AnnouncementFields() {}

  /** The TubID in a storage server's FURL; {@code BAD_REQUEST} if there is none. */
  static Bytes tubId(JsonNode fields) {
    Matcher furl = FURL.matcher(fields.path(STORAGE_FURL).asText(""));
    if (!furl.matches()) throw bad("it holds no TubID");
    return Bytes.ofBase32(furl.group(1));
  }

  static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_REQUEST, "bad announcement: " + reason);
  }
}
