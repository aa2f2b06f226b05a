package org.truckee.storage.s3;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.storage.object.ObjectPage;

/** What is in a bucket, for the sweep; nobody is answered by it. Blocks. */
record S3Listing(S3Client client, S3Place place) {
  private static final int TRIES = 6;

  /** The next thousand objects after {@code last}. */
  ObjectPage after(String last) throws IOException {
    S3Call call = list().with("list-type", "2").with("start-after", place.key(last));
    S3Client.Answer answer = S3Waits.on(client.ask(call, S3Body.NONE, TRIES));
    S3Xml xml = answer.xml();
    List<ObjectPage.Entry> entries = new ArrayList<>();
    for (Map<String, String> object : xml.all("Contents"))
      entries.add(
          new ObjectPage.Entry(name(object), client.age(answer, time(object, "LastModified"))));
    boolean more = xml.text("IsTruncated").equals("true") && !entries.isEmpty();
    return new ObjectPage(
        entries, more ? Optional.of(entries.get(entries.size() - 1).key()) : Optional.empty());
  }

  private S3Call list() {
    return S3Call.bucket(HttpMethod.GET, place)
        .with("prefix", place.key(""))
        .with("encoding-type", "url");
  }

  private static String time(Map<String, String> entry, String name) {
    return entry.getOrDefault(name, "");
  }

  /** The name of an entry below the prefix. */
  private String name(Map<String, String> entry) {
    String key = URLDecoder.decode(entry.getOrDefault("Key", ""), StandardCharsets.UTF_8);
    return key.substring(Math.min(key.length(), place.key("").length()));
  }

  /**
   * Ends the uploads in parts that began longer than {@code age} ago, and returns how many; those
   * that a single answer does not hold come the next time.
   */
  int endUploads(Duration age) throws IOException {
    S3Client.Answer answer = S3Waits.on(client.ask(list().with("uploads", ""), S3Body.NONE, TRIES));
    int ended = 0;
    for (Map<String, String> upload : answer.xml().all("Upload")) {
      if (client.age(answer, time(upload, "Initiated")).compareTo(age) <= 0) continue;
      S3Call end =
          S3Call.object(HttpMethod.DELETE, place, name(upload))
              .with("uploadId", upload.getOrDefault("UploadId", ""));
      S3Waits.on(client.ask(end, S3Body.NONE, TRIES));
      ended++;
    }
    return ended;
  }
}
