package org.truckee.node.crowd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.account.Admission;

/**
 * A public grid: its storage servers take accounts alone, its gateways are public ones with an
 * account each, and its shared drive is only read.
 */
final class PublicProfile implements GridProfile {
  private final int servers;
  private final int honest;
  private final int hostile;
  private OperatorAccounts operator;
  private PublicAccounts accounts;

  /** The profile of a grid with so many storage servers and accounts. */
  PublicProfile(int servers, int honest, int hostile) {
    this.servers = servers;
    this.honest = honest;
    this.hostile = hostile;
  }

  /** The accounts, which are made with the introducer. */
  PublicAccounts accounts() {
    return accounts;
  }

  @Override
  public void change(NodeDirectory node, ObjectNode configuration) throws IOException {
    if (configuration.has("introducer")) {
      operator = new OperatorAccounts(node.root());
      accounts = PublicAccounts.make(operator, honest, hostile);
    }
    if (configuration.has("storage")) requireAccounts(node, configuration.withObject("/storage"));
    if (configuration.has("gateway")) open(node, configuration.withObject("/gateway"));
    if (configuration.has("vdrive"))
      configuration.withObject("/vdrive").put("global_root", "read-only");
  }

  private void requireAccounts(NodeDirectory node, ObjectNode storage) throws IOException {
    Admission word = Admission.of(operator.key(), node.secrets().certificate().spkiHash());
    storage
        .putObject("accounts")
        .put("operator", word.operator().toString())
        .put("admission", word.signature().toString())
        .put("list", operator.list().toString())
        .put("required", true);
  }

  /**
   * The values that {@code create-client --public} begins with; lower limits in a small grid, where
   * all that is done in a test is less.
   */
  private void open(NodeDirectory node, ObjectNode gateway) throws IOException {
    gateway.put("public", true).put("report", "abuse@example.org");
    gateway.putObject("audit").put("keep", "30 days");
    boolean small = servers < 10;
    gateway
        .withObject("/web")
        .putObject("limits")
        .put("requests_per_minute", small ? 200 : 600)
        .put("bytes_per_hour", "2 GiB")
        .put("directories_per_hour", small ? 20 : 100)
        .put("keys_per_hour", small ? 5 : 20);
    if (small) gateway.putObject("encoding").put("needed", 2).put("happy", 3).put("total", servers);
    String name = node.root().getFileName().toString();
    Files.writeString(
        node.root().resolve("private/account"), operator.create(name, "1 TiB").reveal());
  }
}
