package org.truckee.storage.s3;

import org.truckee.bytes.Secret;

/** A key pair of an S3 server: the name of a key, and the key, by which requests are signed. */
public record S3Keys(String id, Secret secret) {}
