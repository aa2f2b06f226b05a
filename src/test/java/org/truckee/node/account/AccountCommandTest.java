package org.truckee.node.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.account.AccountList;
import org.truckee.protocol.account.AccountState;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.command.CommandRun;

/** The operator of accounts at a terminal. */
class AccountCommandTest {
  private static final String NURL = "pb://" + "A".repeat(43) + "@127.0.0.1:4711/swissnum#v=1";

  @TempDir Path home;
  private Path node;

  @BeforeEach
  void make() throws IOException {
    node = home.resolve("node");
    Files.createDirectories(node.resolve("private"));
  }

  private CommandRun run(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "account";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-C";
    all[words.length + 2] = node.toString();
    return CommandRun.of(
        Map.of("account", AccountCommand.class), "truckee", home, NURL + "\n", all);
  }

  private MemberAccount member(String... words) {
    CommandRun run = run(words);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return MemberAccount.parse(run.text());
  }

  private static AccountToken token(MemberAccount member) {
    return AccountToken.read(member.token().bytes().toUtf8()).orElseThrow().token();
  }

  private AccountList list() throws IOException {
    Ed25519VerifyingKey operator = member("show", "ann", "--token").operator();
    return AccountList.read(Files.readString(node.resolve("accounts.list")), operator);
  }

  @Test
  void anAccount_isMadeWithAToken() throws IOException {
    MemberAccount ann = member("create", "ann", "--quota", "10 GiB", "--lasts", "30 days");
    MemberAccount bob = member("create", "bob", "--quota", "1000");

    assertThat(ann.operator()).isEqualTo(bob.operator());
    assertThat(token(ann).account()).isEqualTo(2);
    assertThat(token(ann).quota()).isEqualTo(10L << 30);
    assertThat(token(ann).expires()).isEqualTo(token(ann).issued().plusSeconds(30 * 86_400));
    assertThat(token(bob).account()).isEqualTo(3);
    assertThat(member("show", "ann", "--token")).isEqualTo(ann);
    assertThat(member("show", "3", "--token")).isEqualTo(bob);
    assertThat(run("list").text())
        .startsWith("2  ann  active  10 GiB  until ")
        .contains("\n3  bob  active  1000 B  until ");
    assertThat(list().accounts().get(3).quota()).isEqualTo(1000);
  }

  @Test
  void theFilesOfAnOperator_areNobodyElses() throws IOException {
    member("create", "ann", "--quota", "1");
    for (String file :
        new String[] {"accounts.list", "private/accounts.key", "private/accounts.json"})
      assertThat(Files.getPosixFilePermissions(node.resolve(file))).as(file).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"suspend, SUSPENDED", "revoke, REVOKED"})
  void aChange_isToldToServers(String command, AccountState state) throws IOException {
    member("create", "ann", "--quota", "1");
    long before = list().number();
    assertThat(run(command, "ann").errors()).contains("accounts.list");
    assertThat(list().number()).isEqualTo(before + 1);
    assertThat(list().accounts().get(2).state()).isEqualTo(state);
  }

  @Test
  void aSuspension_ends_andARevocationDoesNot() throws IOException {
    member("create", "ann", "--quota", "1");
    run("suspend", "ann");
    run("resume", "ann");
    assertThat(list().accounts().get(2).state()).isEqualTo(AccountState.ACTIVE);
    run("revoke", "2");
    assertThat(run("resume", "ann").errors()).contains("account ann was revoked, for good");
    assertThat(run("renew", "ann").exitCode()).isEqualTo(1);
    assertThat(list().accounts().get(2).state()).isEqualTo(AccountState.REVOKED);
  }

  @Test
  void aNewToken_replacesTheOldOne() throws IOException {
    MemberAccount first = member("create", "ann", "--quota", "1");
    run("quota", "ann", "2 KiB");
    assertThat(list().accounts().get(2).quota()).isEqualTo(2048);
    MemberAccount second = member("renew", "ann");
    assertThat(token(second).issued()).isAfter(token(first).issued());
    assertThat(token(second).quota()).isEqualTo(2048);
    assertThat(list().accounts().get(2).since()).isEqualTo(token(second).issued());
  }

  @Test
  void aServer_isAdmittedByItsNurl() throws IOException {
    MemberAccount ann = member("create", "ann", "--quota", "1");
    JsonNode settings =
        new ObjectMapper().readTree(run("admit", "-").text()).path("storage").path("accounts");
    assertThat(settings.path("operator").asText()).isEqualTo(ann.operator().toString());
    Bytes signature = Bytes.ofBase32(settings.path("admission").asText());
    assertThat(new Admission(ann.operator(), signature).admits(Nurl.parse(NURL).spkiHash()))
        .isTrue();
    assertThat(run("admit", "pb://nothing").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create ann --quota 1|there is an account ann already",
        "create 7 --quota 1|a name is up to 64 letters",
        "create a/b --quota 1|a name is up to 64 letters",
        "create bob --quota much|a quota is a size",
        "create bob --quota 999999PiB|that quota is too large",
        "create bob --quota 1 --lasts long|a token lasts for a time",
        "create bob --quota 1 --lasts 99999years|a token can't last for so long",
        "create bob|Missing required option: '--quota=SIZE'",
        "show bob|there is no account bob",
        "quota bob 1|there is no account bob",
        "suspend 1|there is no account 1"
      })
  void whatCanNotBe_isSaid(String line, String complaint) throws IOException {
    member("create", "ann", "--quota", "1");
    String before = Files.readString(node.resolve("accounts.list"));
    CommandRun run = run(line.split(" ", -1));
    assertThat(run.errors()).contains(complaint);
    assertThat(run.exitCode()).isNotZero();
    assertThat(Files.readString(node.resolve("accounts.list"))).isEqualTo(before);
  }

  @Test
  void aDamagedRegisterOrKey_isNamed_andNotMadeAnew() throws IOException {
    member("create", "ann", "--quota", "1");
    for (String file : new String[] {"private/accounts.json", "private/accounts.key"}) {
      String good = Files.readString(node.resolve(file));
      for (String bad : new String[] {"", "junk", good.substring(0, good.length() / 2)}) {
        Files.writeString(node.resolve(file), bad);
        CommandRun run = run("quota", "ann", "5");
        assertThat(run.exitCode()).as(file + ": " + bad).isNotZero();
        assertThat(run.errors()).contains(Path.of(file).getFileName().toString());
      }
      Files.delete(node.resolve(file));
      assertThat(run("quota", "ann", "5").exitCode()).as(file).isNotZero();
      Files.writeString(node.resolve(file), good);
    }
    assertThat(run("quota", "ann", "5").exitCode()).isZero();
  }

  @Test
  void aRegisterWithoutItsKey_getsNoNewOne() throws IOException {
    member("create", "ann", "--quota", "1");
    Files.delete(node.resolve("private/accounts.key"));
    assertThat(run("create", "bob", "--quota", "1").errors()).contains("accounts.key is missing");
  }

  @Test
  void whereNoNodeIs_thereIsNoOperator() throws IOException {
    Files.delete(node.resolve("private"));
    assertThat(run("create", "ann", "--quota", "1").errors()).contains("holds no node");
    assertThat(run("list").errors()).contains("There is no account.");
  }
}
