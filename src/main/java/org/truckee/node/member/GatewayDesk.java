package org.truckee.node.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.node.config.ConfiguredGateway;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.TextFiles;
import org.truckee.storage.expire.LeaseDuration;
import org.truckee.web.member.MemberSettings;
import org.truckee.web.member.MemberStore;
import picocli.CommandLine.Mixin;

/** A command about the members of the gateway in a directory. */
abstract class GatewayDesk implements Callable<Integer> {
  @Mixin NodeOptions node;

  final Session session;

  GatewayDesk(Session session) {
    this.session = session;
  }

  /** Does it with the members in {@code store}. */
  abstract void run(MemberStore store) throws IOException;

  @Override
  public final Integer call() throws IOException {
    settings();
    try (MemberStore store =
        MemberStore.open(directory().gateway().members(), new SecureRandom())) {
      run(store);
    } catch (GridException failure) {
      if (failure.kind() != GridException.Kind.NOT_FOUND) throw failure;
      throw CommandFailure.notFound(FailureText.sentence(failure));
    }
    return ExitCodes.OK;
  }

  private NodeDirectory directory() {
    return new NodeDirectory(node.directory(), new SecureRandom());
  }

  /**
   * The settings of the members; none where the gateway is one of {@code truckee grid}, whose
   * settings are the grid's: it has members if their file is there.
   */
  private Optional<MemberSettings> settings() throws IOException {
    boolean inGrid =
        Files.notExists(directory().configuration())
            && Files.exists(directory().gateway().members());
    return inGrid ? Optional.empty() : Optional.of(configured());
  }

  private MemberSettings configured() throws IOException {
    ConfiguredGateway gateway =
        directory()
            .readConfiguration()
            .gateway()
            .orElseThrow(
                () -> CommandFailure.failed(node.directory() + " is the directory of no gateway"));
    return gateway
        .web()
        .access()
        .members()
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "this gateway has no members: set \"gateway.web.members.enabled\" to true in "
                        + node.directory().resolve("conf.json")
                        + ", and restart it"));
  }

  /** The address of the gateway, for a member's browser, with a slash at its end. */
  final String address() throws IOException {
    Optional<String> known = settings().flatMap(MemberSettings::address);
    if (known.isPresent()) return known.get();
    Path url = directory().nodeUrl();
    if (Files.notExists(url))
      throw CommandFailure.failed(
          "the gateway's address is not known before it runs: start it first, or set"
              + " \"gateway.web.members.address\"");
    return TextFiles.read(url).strip();
  }

  /** The quota of members who have no own one, as far as it is known here. */
  final OptionalLong quota() throws IOException {
    return settings().map(MemberSettings::quota).orElse(OptionalLong.empty());
  }

  /** Prints the link to {@code address} with {@code secret}, which is good for {@code within}. */
  final void printLink(String address, Secret secret, String within) {
    session.out().println(address + "sign-in?link=" + secret.reveal());
    if (!session.quiet())
      session
          .err()
          .println(
              "Who opens this link within %s chooses a passphrase, and is the member. It works once."
                  .formatted(within));
  }

  /** The time now, in whole seconds. */
  final Instant now() {
    return session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The end of what lasts for as long as {@code text} says. */
  final Instant end(String text) {
    Duration lasts =
        LeaseDuration.parse(text)
            .filter(duration -> duration.compareTo(MemberStore.LONGEST) <= 0)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "a time is such as \"7 days\" or \"1 year\", not " + text));
    return now().plus(lasts);
  }
}
