package org.truckee.node.account;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;

/** The names of the accounts whose register lies in a node's directory, by their numbers. */
public final class OperatorsNames {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorsNames.class);

  private OperatorsNames() {}

  /** Those in {@code directory}; none if there is no register, or if it can't be read. Blocks. */
  public static Map<Integer, String> in(Path directory) {
    Map<Integer, String> names = new HashMap<>();
    try {
      new AccountOffice(directory, new SecureRandom())
          .register()
          .accounts()
          .forEach(account -> names.put(account.number(), account.name()));
    } catch (IOException | GridException e) {
      LOG.debug("the register of accounts can't be read: {}", FailureText.sentence(e));
    }
    return names;
  }
}
