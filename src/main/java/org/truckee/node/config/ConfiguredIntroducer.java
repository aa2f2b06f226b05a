package org.truckee.node.config;

import org.truckee.introducer.IntroducerConfig;
import org.truckee.node.setting.ConfigReader;

/**
 * The introducer role.
 *
 * @param publicationsPerMinute how often one client may publish in a minute
 */
public record ConfiguredIntroducer(int publicationsPerMinute) {
  private static final int MOST = 1_000_000_000;

  /** The settings where the configuration names none. */
  static final ConfiguredIntroducer USUAL =
      new ConfiguredIntroducer(IntroducerConfig.USUAL_PUBLICATIONS);

  static ConfiguredIntroducer read(ConfigReader part) {
    return new ConfiguredIntroducer(
        part.number("publications_per_minute", USUAL.publicationsPerMinute(), 1, MOST));
  }
}
