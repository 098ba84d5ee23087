/** Where the two steps of an import meet. */
export const IMPORT_FOLDER = '/import';

/** The disk in the pod. */
export const IMPORT_DEVICE = '/dev/machine-disk';

/**
 * First step, in an image with crane and a shell: unpacks the machine image. `crane` checks a digest itself.
 * It reads IMAGE and PLATFORM.
 */
export function pullScript(folder: string = IMPORT_FOLDER): string {
  return `#!/bin/sh
# Unpacks the machine image.
set -eu
rm -rf ${folder}/image ${folder}/failed
mkdir ${folder}/image
{ crane export --platform "$PLATFORM" "$IMAGE" - || : > ${folder}/failed; } | tar -x -C ${folder}/image
# Half of an archive can end between two files, which tar takes for the whole.
[ ! -e ${folder}/failed ]
`;
}

/**
 * Second step, in an image with qemu-img: writes the one disk file to an empty disk, and never touches another one.
 * It reads FILE, the path inside the image, or takes the only file below /disk.
 *
 * A disk counts as empty while its first MiB is all zero. Before the first byte is written the disk's last 4 KiB say
 * that an import runs, and they are cleared when it is done: a run that was cut off is repeated from the start, while
 * anything else with a head is finished, or somebody else's, and left alone. The place is free because the image must be
 * smaller than the disk; only a machine that has started moves its partition table's copy there.
 */
export function writeScript(folder: string = IMPORT_FOLDER, device: string = IMPORT_DEVICE): string {
  return `#!/bin/sh
# Writes the machine image to an empty disk; any other disk is left alone.
set -eu
device=${device}
block=4096
mark='cdk8s-nested: import unfinished'

size=$(blockdev --getsize64 "$device" 2> /dev/null || stat -c %s "$device")
last=$((size / block - 1))

marked() {
  [ "$(dd if="$device" bs="$block" skip="$last" count=1 2> /dev/null | head -c "\${#mark}" | tr -d '\\0')" = "$mark" ]
}
empty() {
  [ "$(dd if="$device" bs=1048576 count=1 2> /dev/null | tr -d '\\0' | head -c 1 | wc -c)" -eq 0 ]
}

if marked; then
  echo 'an earlier import was cut off; starting again'
elif empty; then
  echo 'the disk is empty'
else
  echo 'the disk holds data already; it is left as it is'
  exit 0
fi

file=\${FILE:-}
if [ -n "$file" ]; then
  file=${folder}/image$file
else
  for found in ${folder}/image/disk/*; do
    if [ -n "$file" ]; then
      echo 'the image has more than one file below /disk; name one by its path' >&2
      exit 1
    fi
    file=$found
  done
fi
if [ ! -f "$file" ]; then
  echo "the image has no file \${file#${folder}/image}" >&2
  exit 1
fi

needed=$(qemu-img measure --output=json -O raw "$file" | sed -n 's/.*"fully-allocated": *\\([0-9]*\\).*/\\1/p')
if [ "$needed" -gt $((last * block)) ]; then
  echo "the disk has $size bytes, the image needs $needed and $block more; make the disk larger" >&2
  exit 1
fi

printf '%s' "$mark" | dd of="$device" bs="$block" seek="$last" conv=notrunc,fsync,sync 2> /dev/null
qemu-img convert -n -p -O raw "$file" "$device"
sync
dd if=/dev/zero of="$device" bs="$block" seek="$last" count=1 conv=notrunc,fsync 2> /dev/null
echo 'the disk is complete'
`;
}
