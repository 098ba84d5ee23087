import { shellQuote } from './boot-script.ts';

export interface ImageImport {
  /** Container image with the disk, pinned: `REGISTRY/NAME@sha256:DIGEST`, a tag before the digest is allowed. */
  readonly image: string;
  /** Block device in the Job's pod, for example `/dev/target`. */
  readonly device: string;
  /** Empty folder with room for the compressed disk image; default `/scratch`. */
  readonly scratch?: string;
  /** Platform chosen from a multi-platform image; default `linux/amd64`. */
  readonly platform?: string;
  /**
   * What to do with a device that holds another disk: `refuse` (default) fails the Job, `keep` leaves the disk and succeeds.
   * Neither writes.
   */
  readonly whenOccupied?: 'refuse' | 'keep';
  /**
   * Take an image by tag alone (default false). A tag can be pushed again: the marker of an import that was cut off then
   * stands for other bytes than the retry writes, which is harmless, as the retry writes all of them.
   */
  readonly allowTag?: boolean;
}

/**
 * A POSIX shell script that writes a containerDisk image onto a block device as root. It needs `crane`, `qemu-img`, `tar`
 * and coreutils.
 *
 * A disk that may be in use is never written, and an interrupted import always finishes on a retry. Sector 0 tells which:
 *
 * 1. First and last MiB all zero: nobody's device. Sector 0 becomes this import's marker, and only then data is written.
 * 2. The marker of the same image: an import that did not finish. It starts again.
 * 3. Anything else: a disk. The one of this image (same disk identifier) is a success, another one is left alone.
 *
 * The body goes first, then the rest of the first MiB, then sector 0 in one write, each after a flush: a device
 * without marker is complete. The marker of another image is refused, as that import may still run. Two pods
 * must not import onto one device at once: give the Job `parallelism: 1` and `podReplacementPolicy: Failed`.
 *
 * Exit codes: 0 written or already there, 2 wrong input, 3 the device holds something else. Throws without a digest.
 */
export function renderImportScript(from: ImageImport): string {
  const pinned = /^[a-z0-9][a-z0-9._:/-]*[a-z0-9](:[\w.-]+)?@sha256:[0-9a-f]{64}$/.test(from.image);
  const tagged = /^[a-z0-9][a-z0-9._:/-]*[a-z0-9]:[\w.-]+$/.test(from.image);
  if (!pinned && !(tagged && from.allowTag === true)) {
    throw new Error(
      `import image is ${from.image}; pin it as NAME@sha256: and 64 hexadecimal digits, a tag can move`,
    );
  }
  if (!/^\/[\w./-]+$/.test(from.device)) {
    throw new Error(
      `import device is ${JSON.stringify(from.device)}; use an absolute path of letters, digits, . _ - /`,
    );
  }
  return `#!/bin/sh
# Writes the disk in a container image onto a block device, once.
set -eu

image=${shellQuote(from.image)}
device=${shellQuote(from.device)}
scratch=${shellQuote(from.scratch ?? '/scratch')}
marker="cdk8s-nested import \${image##*@}"
head=1048576

die() {
  echo "import: $2" >&2
  exit "$1"
}

# A part of the device as hexadecimal text: offset and length in bytes.
hex() {
  od -An -v -tx1 -j "$2" -N "$3" "$1" | tr -d ' \\n'
}

# True when a MiB at the offset holds zeros only; od writes repeated lines as one star.
is_zero() {
  [ "$(od -An -tx1 -j "$2" -N "$head" "$1" | tr -d ' \\n*0')" = '' ]
}

# Disk identifier of a partitioned disk: the GUID of a GPT, else the signature of an MBR.
identifier() {
  if [ "$(hex "$1" 512 8)" = 4546492050415254 ]; then
    hex "$1" 568 16
  elif [ "$(hex "$1" 510 2)" = 55aa ]; then
    hex "$1" 440 4
  fi
}

virtual_size() {
  qemu-img info "$@" --output=json | sed -n 's/^ *"virtual-size": *\\([0-9]*\\).*/\\1/p' | tail -n 1
}

[ -e "$device" ] || die 2 "$device does not exist; list the claim under volumeDevices"
if [ -b "$device" ]; then driver='host_device'; else driver='file'; fi

rm -rf "$scratch/disk" "$scratch/head"
crane export --platform ${shellQuote(from.platform ?? 'linux/amd64')} "$image" - | tar -xf - -C "$scratch" disk
set -- "$scratch"/disk/*
if [ "$#" -ne 1 ] || [ ! -f "$1" ]; then
  die 2 "$image has to hold exactly one file under /disk"
fi
source=$1
case $(qemu-img info --output=json "$source" | sed -n 's/^    "format": *"\\([a-z0-9]*\\)".*/\\1/p' | tail -n 1) in
  qcow2) format=qcow2 ;;
  raw) format=raw ;;
  *) die 2 "the disk of $image is neither qcow2 nor raw" ;;
esac

size=$(virtual_size -f "$format" "$source")
room=$(virtual_size -f raw "$device")
[ "$size" -gt "$head" ] || die 2 "the disk of $image has $size bytes; it needs more than $head"
[ "$room" -ge "$size" ] || die 2 "$device has $room bytes and the disk needs $size; enlarge the claim"

qemu-img dd -f "$format" -O raw bs="$head" count=1 if="$source" of="$scratch/head"
wanted=$(identifier "$scratch/head")
[ -n "$wanted" ] || die 2 "the disk of $image has no partition table, so a finished import could not be recognised"

found=$(dd if="$device" bs=512 count=1 2> /dev/null | tr -d '\\000' | head -n 1)
if [ "$found" = "$marker" ]; then
  echo "import: an earlier import of this image did not finish; starting again"
elif is_zero "$device" 0 && is_zero "$device" "$((room - head))"; then
  { printf '%s\\n' "$marker"; dd if=/dev/zero bs=512 count=1 2> /dev/null; } |
    dd of="$device" bs=512 count=1 iflag=fullblock conv=notrunc,fsync 2> /dev/null
else
  case $found in
    'cdk8s-nested import '*)
      die 3 "$device carries the marker '$found'; when no import runs, clear its first 512 bytes"
      ;;
  esac
  if [ "$(identifier "$device")" = "$wanted" ]; then
    echo "import: $device already holds this disk; nothing is written"
    exit 0
  fi
${
  from.whenOccupied === 'keep'
    ? `  echo "import: $device holds another disk; it is kept"
  exit 0`
    : `  die 3 "$device holds something else; give the machine an empty claim, or wipe this one on purpose"`
}
fi

# convert's default cache mode would not flush; writeback does at the end.
qemu-img convert -n -t writeback --image-opts --target-image-opts \\
  "driver=raw,offset=$head,file.driver=$format,file.file.driver=file,file.file.filename=$source" \\
  "driver=raw,offset=$head,size=$((size - head)),file.driver=$driver,file.filename=$device"
sync
dd if="$scratch/head" of="$device" bs=512 skip=1 seek=1 conv=notrunc,fsync 2> /dev/null
dd if="$scratch/head" of="$device" bs=512 count=1 conv=notrunc,fsync 2> /dev/null
rm -rf "$scratch/disk" "$scratch/head"
echo "import: wrote $size bytes of $image to $device"
`;
}
