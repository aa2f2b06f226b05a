package org.truckee.storage.share;

import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;

/**
 * A client that uploads shares.
 *
 * @param address tells it from other clients, which need room too
 * @param upload shows with each part that the upload is the client's own
 * @param leases are the secrets of the lease that each of its shares gets
 */
public record UploadingClient(String address, Secret upload, LeaseSecrets leases) {}
