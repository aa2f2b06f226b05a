package org.truckee.client;

import java.util.Objects;
import java.util.function.Consumer;
import org.truckee.cap.Capability;
import org.truckee.client.audit.Auditor;
import org.truckee.client.audit.ServerScores;
import org.truckee.client.check.Checker;
import org.truckee.client.check.ImmutableCheck;
import org.truckee.client.check.MutableCheck;
import org.truckee.client.check.TableCheck;
import org.truckee.client.context.ClientContext;
import org.truckee.client.directory.Directories;
import org.truckee.client.immutable.up.WritingTurns;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.repair.ImmutableRepair;
import org.truckee.client.repair.MutableRepair;
import org.truckee.client.repair.Repairer;

/** The parts of a gateway that find out how well things are kept, and mend them. */
record CareParts(Checker checker, Repairer repairer, Auditor auditor) {
  /** Checks that all are there. */
  CareParts {
    Objects.requireNonNull(checker, "checker");
    Objects.requireNonNull(repairer, "repairer");
    Objects.requireNonNull(auditor, "auditor");
  }

  /** The parts for files and {@code directories}; repairs wait for their {@code turns}. */
  static CareParts of(
      ClientContext context, MutableFiles files, Directories directories, WritingTurns turns) {
    ImmutableCheck immutableCheck = new ImmutableCheck(context);
    Checker checker =
        new Checker(immutableCheck, new MutableCheck(files, context), new TableCheck(directories));
    return new CareParts(
        checker,
        new Repairer(
            checker,
            new ImmutableRepair(context, immutableCheck, turns),
            new MutableRepair(files, context)),
        new Auditor(context, new ServerScores(context.machine().clock())));
  }

  /** From now on, all of them fail with the exception that {@code test} throws. */
  void prohibit(Consumer<Capability> test) {
    checker.prohibit(test);
    auditor.prohibit(test);
  }
}
