# Preconditions of virtual machines on a metal host.
{ pkgs, ... }:
{
  imports = [
    {
      boot = {
        kernel = {
          sysctl = {
            "net.bridge.bridge-nf-call-arptables" = 0;
            "net.bridge.bridge-nf-call-ip6tables" = 0;
            "net.bridge.bridge-nf-call-iptables" = 0;
          };
        };
        kernelModules = [
          "br_netfilter"
          "tun"
          "vhost_net"
          "nvme-tcp"
        ];
      };
      services = {
        k3s = {
          extraFlags = [
            "--nonroot-devices"
          ];
        };
      };
      systemd = {
        network = {
          enable = true;
          netdevs = {
            "30-br66" = {
              bridgeConfig = {
                STP = false;
              };
              netdevConfig = {
                Kind = "bridge";
                Name = "br66";
              };
            };
            "30-br67" = {
              bridgeConfig = {
                STP = false;
              };
              netdevConfig = {
                Kind = "bridge";
                Name = "br67";
              };
            };
            "30-v66" = {
              netdevConfig = {
                Kind = "vlan";
                Name = "v66";
              };
              vlanConfig = {
                Id = 66;
              };
            };
            "30-v67" = {
              netdevConfig = {
                Kind = "vlan";
                Name = "v67";
              };
              vlanConfig = {
                Id = 67;
              };
            };
          };
          networks = {
            "20-bond0" = {
              matchConfig = {
                Name = "bond0";
              };
              vlan = [
                "v66"
                "v67"
              ];
            };
            "30-br66" = {
              linkConfig = {
                RequiredForOnline = "no";
              };
              matchConfig = {
                Name = "br66";
              };
              networkConfig = {
                ConfigureWithoutCarrier = true;
                DHCP = "no";
                LinkLocalAddressing = "no";
              };
            };
            "30-br67" = {
              matchConfig = {
                Name = "br67";
              };
              networkConfig = {
                ConfigureWithoutCarrier = true;
              };
            };
            "30-v66" = {
              matchConfig = {
                Name = "v66";
              };
              networkConfig = {
                Bridge = "br66";
                LinkLocalAddressing = "no";
              };
            };
            "30-v67" = {
              matchConfig = {
                Name = "v67";
              };
              networkConfig = {
                Bridge = "br67";
                LinkLocalAddressing = "no";
              };
            };
          };
        };
      };
    }
  ];

  # CNI plugins have the PATH of K3s, and the bridge plugin checks MAC addresses by nft.
  systemd.services.k3s.path = [ pkgs.nftables ];
}
