package org.truckee.introducer;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.truckee.protocol.port.Pace;

/**
 * The settings of an introducer.
 *
 * @param file the file of the announcements
 * @param publicationsPerMinute how often one client may publish in a minute
 * @param keepAliveMillis how often a follower hears that the introducer is there
 * @param followerPace how slowly a follower may take what it is told
 */
public record IntroducerConfig(
    Path file, int publicationsPerMinute, long keepAliveMillis, Pace followerPace) {
  /** Enough for a hundred nodes that start at once behind one address. */
  public static final int USUAL_PUBLICATIONS = 240;

  private static final long KEEP_ALIVE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  /** The usual introducer, which keeps announcements in {@code file}. */
  public static IntroducerConfig in(Path file) {
    return new IntroducerConfig(file, USUAL_PUBLICATIONS, KEEP_ALIVE_MILLIS, Pace.USUAL);
  }

  /** The same settings with another bound on publications. */
  public IntroducerConfig publications(int perMinute) {
    return new IntroducerConfig(file, perMinute, keepAliveMillis, followerPace);
  }
}
