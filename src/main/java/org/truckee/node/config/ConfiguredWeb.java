package org.truckee.node.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.truckee.client.limit.LimitSettings;
import org.truckee.client.limit.Limited;
import org.truckee.node.setting.AdmissionKeys;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.Rate;
import org.truckee.protocol.ReportAddress;
import org.truckee.storage.expire.LeaseDuration;
import org.truckee.web.admission.AdmissionSettings;
import org.truckee.web.guard.ContentOrigin;
import org.truckee.web.guard.Openness;

/**
 * The web port of a gateway.
 *
 * @param address where it listens
 * @param access the rights there
 * @param instances how many event loops serve it
 * @param stop the time that it takes to leave
 * @param limits what each client may do there in a time
 * @param strangers what it does where strangers come in
 */
public record ConfiguredWeb(
    WebAddress address,
    WebAccess access,
    int instances,
    StopTimes stop,
    LimitSettings limits,
    Strangers strangers) {
  private static final String IF_OPEN = "if \"gateway.public\" is true";
  private static final int LEAST_SECRET = 16;

  /** Checks that all are there. */
  public ConfiguredWeb {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(stop, "stop");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(strangers, "strangers");
  }

  /**
   * The time that a gateway takes to leave those who use it, in seconds.
   *
   * @param notice says that it is not ready, and serves as before
   * @param finish takes no new connections, and finishes what is under way, at most
   */
  public record StopTimes(int notice, int finish) {
    private static final int MOST_SECONDS = 3600;

    /** Only a balancer needs notice; a moment is for what is under way. */
    private static StopTimes read(ConfigReader stop) {
      return new StopTimes(
          stop.number("notice", 0, 0, MOST_SECONDS), stop.number("finish", 5, 0, MOST_SECONDS));
    }
  }

  /**
   * What a gateway does where strangers come in.
   *
   * @param report the address at which abuse is reported, if there is one
   * @param recorded how long the record of requests is kept, if one is
   * @param openness how far it is open to them
   * @param admission what they may store after a proof of work, if they need one
   */
  public record Strangers(
      Optional<ReportAddress> report,
      Optional<Duration> recorded,
      Openness openness,
      Optional<AdmissionSettings> admission) {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static Strangers read(ConfigReader gateway) {
      return new Strangers(
          report(gateway),
          recorded(gateway.part("audit")),
          openness(gateway),
          AdmissionKeys.read(gateway));
    }

    private static Openness openness(ConfigReader gateway) {
      boolean open = gateway.flag("public", false);
      String text = gateway.text("content_origin", "");
      if (!gateway.has("content_origin")) return new Openness(open, Optional.empty());
      if (!open) throw gateway.bad("content_origin", "goes with \"public\" only");
      Optional<ContentOrigin> content = ContentOrigin.parse(text);
      if (content.isEmpty())
        throw gateway.bad("content_origin", "must be the like of https://content.example");
      return new Openness(open, content);
    }

    private static Optional<ReportAddress> report(ConfigReader gateway) {
      String text = gateway.text("report", "");
      if (!gateway.has("report")) return Optional.empty();
      Optional<ReportAddress> address = ReportAddress.parse(text);
      if (address.isEmpty())
        throw gateway.bad("report", "must be a mail address, or that of a web page (https://…)");
      return address;
    }

    private static Optional<Duration> recorded(ConfigReader audit) {
      String text = audit.text("keep", "");
      if (!audit.has("keep")) return Optional.empty();
      Optional<Duration> kept =
          LeaseDuration.parse(text)
              .filter(time -> time.compareTo(Duration.ofDays(1)) >= 0)
              .filter(time -> time.compareTo(LONGEST) <= 0);
      if (kept.isEmpty())
        throw audit.bad("keep", "must be a duration from \"1 day\" to \"10 years\"");
      return kept;
    }
  }

  /** Reads the settings of a gateway. */
  static ConfiguredWeb read(ConfigReader part) {
    ConfigReader web = part.part("web");
    WebAddress address = WebAddress.read(web);
    ConfigReader members = web.part("members");
    WebAccess access = WebAccess.read(web, members);
    if (address.proxyPort().isPresent() && access.proxies().believed().isEmpty())
      throw web.bad("proxy_port", "is for the proxies that \"proxies\" names, and it names none");
    ConfigReader limits = web.part("limits");
    ConfiguredWeb read =
        new ConfiguredWeb(
            address,
            access,
            ListenAddress.instances(part),
            StopTimes.read(web.part("stop")),
            Limits.read(limits, members.part("limits")),
            Strangers.read(part));
    if (read.strangers().openness().open()) read.checkOpen(part, web, limits);
    return read;
  }

  /** A gateway that anybody uses has all the limits, and nothing that is its owner's to guess. */
  private void checkOpen(ConfigReader gateway, ConfigReader web, ConfigReader limited) {
    if (strangers.report().isEmpty())
      throw gateway.bad("report", "must be there " + IF_OPEN + ": strangers report abuse there");
    Limits.KEYS.forEach(
        (thing, key) -> {
          if (!limits.rates().containsKey(thing))
            throw limited.bad(key, "must be there " + IF_OPEN);
        });
    for (String host : access.hosts())
      if (strangers.openness().content().filter(origin -> origin.contains(host)).isPresent())
        throw web.bad("hosts", "must name nothing of \"gateway.content_origin\": " + host);
    if (!access.localFolders().isEmpty())
      throw web.bad("local_folders", "must be empty " + IF_OPEN);
    if (access.secret().filter(secret -> secret.size() < LEAST_SECRET).isPresent())
      throw web.bad(
          "secret", "must have at least %d characters %s".formatted(LEAST_SECRET, IF_OPEN));
  }

  /** The limits for each client of a gateway; what has no key there has no limit. */
  private static final class Limits {
    private static final int MOST_CLIENTS = 1_000_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<Limited, String> KEYS =
        new EnumMap<>(
            Map.of(
                Limited.REQUESTS, "requests_per_minute",
                Limited.BYTES, "bytes_per_hour",
                Limited.DIRECTORIES, "directories_per_hour",
                Limited.KEYS, "keys_per_hour"));

    private Limits() {}

    /** Reads {@code part}, and the limits of {@code members}: those of networks if not others. */
    static LimitSettings read(ConfigReader part, ConfigReader members) {
      Map<Limited, Rate> networks = rates(part);
      Map<Limited, Rate> people = new EnumMap<>(Limited.class);
      people.putAll(networks);
      people.putAll(rates(members));
      int clients = part.number("clients", LimitSettings.USUAL_CLIENTS, 1, MOST_CLIENTS);
      return new LimitSettings(networks, people, clients);
    }

    private static Map<Limited, Rate> rates(ConfigReader part) {
      Map<Limited, Rate> rates = new EnumMap<>(Limited.class);
      KEYS.forEach(
          (limited, key) -> rate(part, limited, key).ifPresent(rate -> rates.put(limited, rate)));
      return rates;
    }

    private static Optional<Rate> rate(ConfigReader part, Limited limited, String key) {
      if (limited == Limited.BYTES) return part.rateOfBytes(key, HOUR);
      return part.rate(key, limited == Limited.REQUESTS ? MINUTE : HOUR);
    }
  }
}
