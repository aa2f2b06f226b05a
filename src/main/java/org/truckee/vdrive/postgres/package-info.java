/**
 * Directories in a PostgreSQL database, which several vdrive servers may share. A {@link
 * org.truckee.vdrive.postgres.DatabaseConfig} names it, {@link
 * org.truckee.vdrive.postgres.PostgresDirnodeStore} asks the tables that {@code PostgresSchema}
 * makes, and {@code PostgresStep} changes them, each step in one transaction of {@code
 * PostgresTransactions}. {@code PostgresFailure} tells a database that is away from one that
 * refuses. The client of PostgreSQL is loaded only by a server that has one.
 */
package org.truckee.vdrive.postgres;
