package org.truckee.node.member;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Session;
import org.truckee.node.account.QuotaText;
import org.truckee.web.member.Member;
import org.truckee.web.member.MemberLedger;
import org.truckee.web.member.MemberStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the members of a gateway, for its owner. */
@Command(
    name = "member",
    description = {
      "Keeps the members of a gateway, for its owner: people who share it by the web, each with a"
          + " drive of their own. -C is the gateway's directory; it may run meanwhile."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MemberCommand.Add.class,
      MemberCommand.AllMembers.class,
      MemberCommand.NewLink.class,
      MemberCommand.NewQuota.class,
      MemberCommand.Remove.class
    })
public final class MemberCommand {
  private MemberCommand() {}

  /** A command about one member. */
  abstract static class OneMember extends GatewayDesk {
    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "The name that the member signs in with.")
    String name;

    OneMember(Session session) {
      super(session);
    }

    /** Fails unless {@link #name} can be one. */
    final void checkName() {
      if (!Member.isName(name))
        throw CommandFailure.usage(
            "a name is up to 64 letters, digits and ._@+-, and begins with a letter or a digit");
    }
  }

  /** A command that prints a link for one member. */
  abstract static class Linking extends OneMember {
    @Option(
        names = "--within",
        paramLabel = "TIME",
        defaultValue = "7 days",
        description = "How long the link is good for. Default: ${DEFAULT-VALUE}.")
    String within;

    Linking(Session session) {
      super(session);
    }
  }

  /** Adds a member. */
  @Command(
      name = "add",
      description =
          "Adds a member, and prints a link for one use: who opens it chooses a passphrase, and is"
              + " signed in. The link is a secret.")
  static final class Add extends Linking {
    @Option(
        names = "--lasts",
        paramLabel = "TIME",
        description = "How long the membership lasts, such as \"1 year\". Default: without end.")
    String lasts;

    Add(Session session) {
      super(session);
    }

    @Override
    void run(MemberStore store) throws IOException {
      checkName();
      String address = address();
      printLink(
          address,
          store.add(name, now(), Optional.ofNullable(lasts).map(this::end), end(within)),
          within);
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "Lists all members, and those who are invited.")
  static final class AllMembers extends GatewayDesk {
    AllMembers(Session session) {
      super(session);
    }

    @Override
    void run(MemberStore store) throws IOException {
      List<Member> members = store.all();
      if (members.isEmpty()) session.err().println("There is no member.");
      for (Member member : members)
        session
            .out()
            .println(
                "%s  %s  since %s%s%s"
                    .formatted(
                        member.name(),
                        member.kind(),
                        member.made(),
                        member.ends().map(ends -> "  until " + ends).orElse(""),
                        stored(store.ledger().standing(member.name(), quota(), now()))));
    }
  }

  private static String stored(MemberLedger.Standing standing) {
    String quota =
        standing.quota().isPresent() ? " of " + QuotaText.of(standing.quota().getAsLong()) : "";
    return standing.stored() == 0 && quota.isEmpty()
        ? ""
        : "  has stored " + standing.stored() + " B" + quota;
  }

  /** Changes a quota. */
  @Command(
      name = "quota",
      description =
          "Changes how much a member may store by way of the gateway. What is there already stays,"
              + " and can be read.")
  static final class NewQuota extends OneMember {
    @Parameters(
        index = "1",
        paramLabel = "SIZE",
        description =
            "Such as \"10 GiB\"; none for any number of bytes; usual for what"
                + " \"gateway.web.members.quota\" says.")
    String size;

    NewQuota(Session session) {
      super(session);
    }

    @Override
    void run(MemberStore store) throws IOException {
      if (size.equals("usual")) store.ledger().allowUsual(name);
      else store.ledger().allow(name, bytes());
    }

    private OptionalLong bytes() {
      return size.equals("none") ? OptionalLong.empty() : OptionalLong.of(QuotaText.parse(size));
    }
  }

  /** Makes a new link. */
  @Command(
      name = "link",
      description =
          "Prints a new link for a member whose passphrase was lost, in the place of an older one."
              + " The passphrase stays until the link is used.")
  static final class NewLink extends Linking {
    NewLink(Session session) {
      super(session);
    }

    @Override
    void run(MemberStore store) throws IOException {
      String address = address();
      printLink(address, store.link(name, end(within)), within);
    }
  }

  /** Removes a member. */
  @Command(
      name = "remove",
      description =
          "Removes a member, whose sessions end, and prints the capability of the drive: nothing"
              + " else leads to what is in it.")
  static final class Remove extends OneMember {
    Remove(Session session) {
      super(session);
    }

    @Override
    void run(MemberStore store) throws IOException {
      session.out().println(store.remove(name).drive().toUri());
      session
          .err()
          .println("The gateway no longer looks after the drive; this capability opens it.");
    }
  }
}
