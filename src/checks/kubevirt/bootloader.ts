import { at } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** The firmware that starts the guest. */
export const kubevirtBootloader = machineRule(
  {
    code: 'kubevirt/bootloader',
    title: 'a machine boots by EFI or BIOS, and secure boot has SMM',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses EFI beside BIOS, and secure boot, which EFI has by default, without features.smm.',
  },
  function* ({ domain, spec }) {
    const bootloader = at(domain, 'firmware', 'bootloader');
    const efi = at(bootloader, 'efi');
    if (efi === undefined) return;
    if (at(bootloader, 'bios') !== undefined) {
      yield {
        field: 'domain.firmware.bootloader',
        message: 'the machine has two boot loaders',
        got: 'efi and bios',
        expected: 'one of them',
        fix: 'remove bios',
      };
    }
    const smm = at(domain, 'features', 'smm');
    if (at(efi, 'secureBoot') === false || (smm !== undefined && at(smm, 'enabled') !== false)) return;
    // Only x86 has the system management mode.
    if ((at(spec, 'architecture') ?? 'amd64') !== 'amd64') return;
    yield {
      field: 'domain.firmware.bootloader.efi',
      message: 'secure boot needs the system management mode',
      got: 'secure boot without features.smm',
      expected: 'features.smm, or secureBoot: false',
      fix: 'set secureBoot: false, or add smm: {} to domain.features',
    };
  },
);
