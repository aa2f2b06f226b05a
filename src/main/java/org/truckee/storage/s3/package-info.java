/**
 * Objects in a bucket of an S3 server, such as Ceph, MinIO, Garage or AWS. {@code S3Objects} is the
 * front; an {@code S3Call} is one request, which {@code SigV4} signs and {@code S3Client} sends,
 * and an {@code S3Failure} is its refusal.
 */
package org.truckee.storage.s3;
