# rds (AS 65400, 10.42.67.1): session with firewall-os (AS 64515, 10.42.67.201)
# Objects carry the comment "firewall-os-bgp"; a new import replaces them.

/routing/bgp/connection remove [find comment="firewall-os-bgp"]
/routing/bgp/template remove [find comment="firewall-os-bgp"]
/routing/filter/rule remove [find comment="firewall-os-bgp"]

# An instance may serve other sessions, so an existing one of this AS is kept.
/routing/bgp/instance
:if ([:len [find as=65400]] = 0) do={ add name=as65400 as=65400 router-id=10.42.67.1 }

# The default action of a filter chain is reject; the last rule says so for the reader.
/routing/filter/rule
add chain=firewall-os-in rule="if (dst == 10.42.66.0/24) { accept }" comment="firewall-os-bgp"
add chain=firewall-os-in rule="if (dst in 10.42.66.200/29 && dst-len == 32) { accept }" comment="firewall-os-bgp"
add chain=firewall-os-in rule="if (dst in 10.42.66.208/29 && dst-len == 32) { accept }" comment="firewall-os-bgp"
add chain=firewall-os-in rule="if (dst in 10.42.66.216/30 && dst-len == 32) { accept }" comment="firewall-os-bgp"
add chain=firewall-os-in rule="if (dst in 10.150.0.0/16 && dst-len == 24) { accept }" comment="firewall-os-bgp"
add chain=firewall-os-in rule="reject" comment="firewall-os-bgp"
add chain=firewall-os-out rule="if (dst == 0.0.0.0/0) { accept }" comment="firewall-os-bgp"
add chain=firewall-os-out rule="reject" comment="firewall-os-bgp"

/routing/bgp/template
add name=firewall-os-bgp input.filter=firewall-os-in output.filter-chain=firewall-os-out output.default-originate=if-installed comment="firewall-os-bgp"

/routing/bgp/connection
add name=firewall-os-bgp instance=[/routing/bgp/instance get [find as=65400] name] templates=firewall-os-bgp local.role=ebgp \
    local.address=10.42.67.1 remote.address=10.42.67.201/32 remote.as=64515 connect=yes listen=yes comment="firewall-os-bgp"
