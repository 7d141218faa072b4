/** See `../descriptions.ts`. */
export const convertersDescriptions: Readonly<Record<string, string>> = {
  "converter 51d.single":
    "String of device properties that the 51Degrees database gives for the User-Agent string on input, up to five names as arguments; an unknown one yields `NoData`. Needs a build with 51Degrees and `51degrees-data-file`; `51degrees-property-separator` sets the delimiter.",
  "converter add":
    "Sum of the integer on input and the argument, a literal or the name of an integer variable such as `txn.score`. The result is a signed 64-bit integer that stops at its limits instead of wrapping; without a set variable the expression fails.",
  "converter add_item":
    "Appends to the string on input a delimiter, the value of a variable and a suffix: `add_item(delim,var,suffix)`. The delimiter is left out while the input is empty, which makes it the tool to build lists; variable or suffix may be empty, not both.",
  "converter aes_cbc_dec":
    "Decrypts the binary input with AES in CBC mode: `aes_cbc_dec(bits,iv,key)`, 128, 192 or 256 bits, initialisation vector and key in base64 or in variables that hold base64. CBC proves no integrity, so verify a signature first; wrong padding makes it fail.",
  "converter aes_cbc_enc":
    "Encrypts the binary input with AES in CBC mode and PKCS padding: `aes_cbc_enc(bits,iv,key)` with 128, 192 or 256 bits and base64 literals or variables. Output is raw binary, so add `,base64` before it goes into a header or cookie.",
  "converter aes_gcm_dec":
    "Decrypts and authenticates the binary input with AES-GCM: `aes_gcm_dec(bits,nonce,key,tag)`, all but the 128, 192 or 256 bits in base64 or in variables. Fails when the tag doesn't match, so use it to open cookies or tokens that clients could tamper with.",
  "converter aes_gcm_enc":
    "Encrypts the binary input with AES-GCM: `aes_gcm_enc(bits,nonce,key,txn.tag)` stores the authentication tag, base64, in the named variable, which the receiver needs to decrypt. Never use a nonce twice with one key; output is raw binary.",
  "converter and":
    "Bitwise AND of the integer on input with a literal or an integer variable, to pick bits out of flags or to mask numbers: `src_port,and(1)` leaves the lowest bit. Don't confuse it with combining conditions, which is done by writing ACLs side by side.",
  "converter b64dec":
    "Binary data that a base64 string encodes, standard alphabet with padding; malformed input makes the expression fail. For the URL-safe alphabet of JSON Web Tokens use `ub64dec`.",
  "converter base2":
    "String of `0` and `1`, eight digits for each byte of the binary input, most significant bit first. A help to read flags and headers in logs while debugging.",
  "converter base64":
    "Standard base64 string, padded, of the binary or string on input. The usual way to carry binary samples such as `ssl_c_der` in a header or log; `ub64enc` gives the URL-safe alphabet.",
  "converter be2dec":
    "String of unsigned decimal numbers, one for each chunk of the binary input read big-endian: `be2dec(separator,chunk_size)` with chunks of 1 to 8 bytes. A third argument `1` drops an incomplete last chunk. Typical use: JA3 fingerprints, `ssl_fc_cipherlist_bin(1),be2dec(-,2)`.",
  "converter be2hex":
    "Upper-case hexadecimal string of the binary input with a separator after every chunk: `be2hex(:,2)` writes `1302:1303`. The chunk size in bytes is needed as soon as there is a separator; a third argument `1` drops an incomplete last chunk.",
  "converter bool":
    "Boolean that is false for 0 and true for any other integer on input. Used when a number, for instance a flag masked by `and`, has to become a condition or the input of `iif`.",
  "converter bytes":
    "Part of the binary input: `bytes(offset)` takes all from that byte on, `bytes(offset,length)` at most that many bytes; offsets begin at 0. For strings it counts bytes too, not characters.",
  "converter capture-req":
    "Writes the string on input into the request capture slot of that number and passes it on unchanged. The slot comes from `declare capture request len` or `capture request header` in the frontend, counted from 0; longer values are cut to the slot's length.",
  "converter capture-res":
    "Writes the string on input into the response capture slot of that number, counted from 0, and passes it on unchanged. Declare the slot with `declare capture response len`; captured values appear in the HTTP log.",
  "converter concat":
    "Appends up to three parts to the string on input: `concat(start,var,end)`, a literal, a variable's value and another literal, each of them optional. An unset variable counts as empty. A log-format string is often easier to read.",
  "converter cpl":
    "Bitwise complement of the integer on input, all 64 bits inverted. Together with `and` it clears bits: the complement of a mask removes exactly the mask's bits.",
  "converter crc32":
    "CRC32 of the binary input as an unsigned 32-bit integer, the algorithm of Ethernet and gzip. A non-zero argument mixes the result further (avalanche), which spreads short keys better; leave it out where the value must agree with other tools.",
  "converter crc32c":
    "CRC32C (Castagnoli) of the binary input as an unsigned 32-bit integer, as iSCSI and SCTP use it. A non-zero argument adds an avalanche step that spreads keys better but breaks compatibility with other programs.",
  "converter cut_crlf":
    "String on input up to the first carriage return or line feed. Put it behind decoders such as `url_dec` when a value goes into a header or a log line, to keep line breaks from clients out.",
  "converter da-csv-conv":
    "Asks DeviceAtlas to identify the User-Agent string on input and gives the named properties (up to 12) as one string with a separator, by default `|`. Needs a build with DeviceAtlas and its JSON data file in `global`.",
  "converter date":
    "Integer epoch time in seconds of an HTTP date on input, in the usual form, RFC 850 or asctime. Lets rules compare `If-Modified-Since` or `Last-Modified` with `date()`.",
  "converter debug":
    "Passes any input on unchanged and writes its type and value as a line to a ring, by default `buf0`; read it with `show events buf0` on the CLI. Arguments: a prefix that marks the line, and another ring's name.",
  "converter digest":
    "Cryptographic digest of the binary input with the algorithm named as OpenSSL does: `digest(sha256)`. The result is binary, so add `,hex` or `,base64` to show or compare it. For secrets use `hmac`.",
  "converter div":
    "Integer on input divided by a literal or an integer variable, rounded towards zero. Division by zero doesn't fail but gives the largest 64-bit integer.",
  "converter djb2":
    "DJB2 hash of the binary input as an unsigned 32-bit integer, quick and decent on short text. A non-zero argument applies an avalanche step; the same function is offered by `hash-type`, so it can reproduce a balancing decision.",
  "converter eth.data":
    "Binary rest of an Ethernet frame behind its header and any VLAN tags, normally the IP packet for the `ip.` converters. The frame comes from `fc_saved_syn` on a `bind` with `tcp-ss 2`.",
  "converter eth.dst":
    "Destination MAC address, 6 binary bytes, of the Ethernet frame on input; add `,hex` to print it. On frames saved by `tcp-ss 2` it is the address of HAProxy's own network interface.",
  "converter eth.hdr":
    "Ethernet header of the frame on input as binary, VLAN tags included and without the data. Mostly for logging a saved SYN packet in hexadecimal.",
  "converter eth.proto":
    "EtherType of the frame on input as an integer, VLAN tags skipped: 2048 (0x0800) for IPv4, 34525 (0x86DD) for IPv6. Works on frames that `bind … tcp-ss 2` saved.",
  "converter eth.src":
    "Source MAC address, 6 binary bytes, of the Ethernet frame on input. Identifies a client only on the local link; beyond a router it is the router's address. Add `,hex` to log it.",
  "converter eth.vlan":
    "VLAN number, an integer up to 4095, of the innermost 802.1Q tag of the frame on input. Fails for untagged frames and VLAN 0, so test its presence with `-m found`.",
  "converter even":
    "True when the integer on input is even, zero included. With a hash in front it splits traffic into two stable halves, for instance `src,crc32(1),even`.",
  "converter fe_exists":
    "Boolean telling whether a frontend of the name on input exists in this process. Useful before a computed name is used, for instance when names come from a map file.",
  "converter field":
    "Substring of the input between delimiters: `field(index,delimiters)` counts fields from 1, or from the end with negative numbers; empty fields count. A third argument takes that many fields at once, 0 all that follow. `word` skips empty ones.",
  "converter fix_is_valid":
    "True when the binary input holds a valid FIX message (financial trading): framing, tag order, body length and checksum are checked. Meant for the first message: `req.payload(0,0),fix_is_valid` in `tcp-request content` rules; waits for more bytes while incomplete.",
  "converter fix_tag_value":
    "Value of one tag in the FIX message on input, as raw bytes: `fix_tag_value(49)` or a name such as `SenderCompID`, `TargetCompID`, `MsgType`. Only the first message of a connection can be inspected; check it with `fix_is_valid` before.",
  "converter has_ctl":
    "True when the input holds control characters. Without an argument any below 0x20 except tab, or 0x7F, counts; `any` adds tab, `http` looks for CR, LF and NUL only, and a number is a mask of 33 bits. Good for refusing header injection.",
  "converter hex":
    "Upper-case hexadecimal string, two digits per byte, of the binary input. Needed wherever binary samples such as `ssl_c_sha1` or `digest` go into headers, logs or string comparisons.",
  "converter hex2i":
    "Integer value of the hexadecimal digits in the string on input, upper or lower case and without `0x`. Any other character makes it fail.",
  "converter hmac":
    "Keyed hash (HMAC) of the binary input: `hmac(sha256,key)`, the key in base64 or in a variable that holds base64. Binary output, usually followed by `,hex` or `,base64`. Checks signed URLs, cookies and webhooks; compare with `secure_memcmp`.",
  "converter host_only":
    "Host part of a `Host` header value, in lower case and without the port; an IPv6 address keeps its brackets. The right preparation for maps and comparisons: `req.hdr(host),host_only`.",
  "converter htonl":
    "Integer on input as 4 binary bytes in network byte order; bits above the lowest 32 are lost. Lets numbers be hashed or compared with fields of packets.",
  "converter http_date":
    "HTTP date string in GMT, as `Expires` and `Last-Modified` need it, of the epoch time on input: `date(3600),http_date` is an hour from now. Arguments: an offset to add, and the unit of input and offset, `s` (default), `ms` or `us`.",
  "converter iif":
    "One of two literal strings depending on the boolean on input: `ssl_fc,iif(https,http)`. Saves a second rule where a header has only two values.",
  "converter in_table":
    "True when the input, converted to the key type, has an entry in the named stick table, or in the current proxy's without a name. Only looks: neither creates the entry nor renews its expiry.",
  "converter ip.data":
    "Binary payload of the IPv4 or IPv6 packet on input, options and IPv6 extension headers skipped: the TCP or UDP header for the `tcp.` converters. Input comes from `fc_saved_syn` or `eth.data`.",
  "converter ip.df":
    "Don't-Fragment flag, 1 or 0, of the IP packet on input; always 1 for IPv6, where routers never fragment. One of the signs by which operating systems differ.",
  "converter ip.dst":
    "Destination address in the header of the IPv4 or IPv6 packet on input, as an address. On a saved SYN it shows what the client really put into the packet, before any rule changed `dst`.",
  "converter ip.fp":
    "Binary fingerprint, 8 bytes or more, of the IP and TCP settings of a saved SYN: TTL class, window, MSS, options. Tells apart clients behind one address. The argument adds 1 the TTL, 2 the option list, 4 the source address.",
  "converter ip.hdr":
    "Header of the IP packet on input as binary, IPv4 options or IPv6 extension headers included and without the payload. For logging saved SYN packets.",
  "converter ip.proto":
    "Protocol number carried by the IP packet on input as an integer: 6 for TCP, 17 for UDP. IPv6 extension headers are followed until one of the two is found.",
  "converter ip.src":
    "Source address in the header of the IPv4 or IPv6 packet on input, as an address. On a saved SYN it is the sender on the wire, whatever PROXY protocol or rules later made of `src`.",
  "converter ip.tos":
    "Type-of-service byte (DSCP and ECN bits), for IPv6 the traffic class, of the packet on input, an integer from 0 to 255. Lets rules honour marks that the network set.",
  "converter ip.ttl":
    "Time-to-live, for IPv6 the hop limit, of the packet on input, an integer from 0 to 255. Usual start values are 64, 128 and 255, so it hints at distance and operating system.",
  "converter ip.ver":
    "IP version, 4 or 6, in the first bits of the packet on input, as an integer. Other values mean that the input isn't an IP header, for instance because `eth.data` is missing in front.",
  "converter ipmask":
    "Address on input with the host bits cleared: `ipmask(24,64)` keeps 24 bits of IPv4 and 64 of IPv6. Groups clients by network in stick tables; IPv4-mapped addresses count as IPv4, and IPv6 fails without the second mask.",
  "converter json":
    "Escapes the string on input so that it can stand between double quotes in JSON. The argument says how to read it: `ascii` (default), `utf8` (fails on invalid input), `utf8s` skips such bytes, `utf8p` and `utf8ps` are more permissive. Mostly for JSON logs.",
  "converter json_query":
    "Value at a JSON path in the document on input: `req.body,json_query('$.user.id')`. Strings, numbers and booleans are found, objects and `null` never; `int` as second argument makes numbers integers. Bodies need `option http-buffer-request` or `wait-for-body`.",
  "converter jwt_decrypt_cert":
    "Decrypts an encrypted JSON Web Token (JWE, compact form) with the private key of a loaded certificate, named literally or by a variable; RSA-OAEP and, for EC keys, ECDH-ES algorithms. Binary output; empty when decryption fails.",
  "converter jwt_decrypt_jwk":
    "Decrypts an encrypted JSON Web Token (JWE, compact form) with a JSON Web Key of type `oct`, `RSA` or `EC`, literal or in a variable. The type must suit the token's `alg`; output is binary, empty when anything fails.",
  "converter jwt_decrypt_secret":
    "Decrypts an encrypted JSON Web Token (JWE, compact form) with a shared secret in base64 or in a variable, for the AES key-wrap algorithms and `dir`. Output is binary, empty when parsing or decryption fails.",
  "converter jwt_header_query":
    "Decoded JOSE header of the JSON Web Token on input, or the value at a JSON path in it: `jwt_header_query('$.alg')`; `int` as second argument makes numbers integers. Verifies nothing, so don't trust `alg` before comparing it with what you expect.",
  "converter jwt_payload_query":
    "Decoded claims of the JSON Web Token on input, or the value at a JSON path: `http_auth_bearer,jwt_payload_query('$.exp','int')`. The signature isn't looked at; call `jwt_verify` as well and compare `exp` with `date()`.",
  "converter jwt_verify":
    "Checks the signature of the JSON Web Token on input: `jwt_verify(alg,key)`, a shared secret for `HS…`, else a PEM file with the public key; both may be variables. Integer: 1 good, 0 bad signature, negative for errors. Times aren't checked.",
  "converter jwt_verify_cert":
    "Checks a JSON Web Token's signature like `jwt_verify`, with the public key of a certificate that HAProxy has loaded, so it can be renewed over the CLI. Integer: 1 good, 0 bad, negative for errors; `HS…` algorithms are refused.",
  "converter language":
    "String, the one of the listed values that an `Accept-Language` value on input prefers by its `q` weights: `language('de;fr;en',en)`. The second argument is used when none fits; without it the expression fails.",
  "converter le2dec":
    "String of unsigned decimal numbers, one for each chunk of the binary input read little-endian: `le2dec(separator,chunk_size)` with chunks of 1 to 8 bytes. A third argument `1` drops an incomplete last chunk; `be2dec` reads network byte order.",
  "converter length":
    "Length in bytes of the string on input, an integer. For limits such as `path,length gt 2048`; characters of several bytes count several times.",
  "converter lower":
    "String on input with ASCII letters in lower case. Use it before `map` lookups and stick-table keys, which distinguish case; ACLs have the flag `-i` for that.",
  "converter ltime":
    "Local time of the epoch seconds on input as a string, formatted like strftime: `date,ltime(%Y-%m-%d)`. A second argument adds that many seconds; `utime` gives UTC, and `ms_ltime` and `us_ltime` take finer units.",
  "converter ltrim":
    "String on input without any of the given characters at its start: `ltrim(/)` removes leading slashes. The argument is a set of characters, not a prefix.",
  "converter map":
    "String value of the first exactly equal key in a map file, else the default given as second argument, else failure: `req.hdr(host),lower,map(/etc/haproxy/hosts.map,bk_web)`. Lines hold a key and a value; entries can be changed over the CLI without a reload. Same as `map_str`.",
  "converter map_beg":
    "String value from a map file whose key is a prefix of the input; the longest such key wins. `map_beg(file,default)` is the usual router by path: `path,map_beg(/etc/haproxy/paths.map,bk_web)`.",
  "converter map_beg_int":
    "Integer value from a map file, chosen by the longest key that is a prefix of the input; the second argument is the default. Useful for limits or priorities per path.",
  "converter map_beg_ip":
    "IP address from a map file, chosen by the longest key that is a prefix of the input string; the optional second argument is a default address. Typical input is a path or host name, typical use `set-dst`.",
  "converter map_beg_key":
    "Key, not value, of the map entry that is the longest prefix of the input string. Shows which route was taken, or groups counters by path prefix; fails when none matches.",
  "converter map_dir":
    "String value of the first map entry whose key stands in the input as whole path segments between `/` or `?`: the key `static` matches `/a/static/b`, not `/statics`. The second argument is the default.",
  "converter map_dir_int":
    "Integer value of the first map entry whose key appears in the input as a complete directory of a path; the second argument is used when none does.",
  "converter map_dir_ip":
    "IP address stored for the first map key that appears in the input as a complete path segment, or the default address of the second argument.",
  "converter map_dir_key":
    "Key of the first map entry that appears in the input as a complete path segment; the entry's value is ignored. Fails when there is none.",
  "converter map_dom":
    "String value of the first map entry whose key stands in the input as whole domain labels, delimited by `.`, `/`, `?` or `:`; `example.com` matches `www.example.com:443` but also `example.com.evil.net`. The second argument is the default.",
  "converter map_dom_int":
    "Integer value of the first map entry whose key is found in the input as complete domain labels; the second argument is the default. Suits per-domain limits; the key may stand anywhere, not only at the end.",
  "converter map_dom_ip":
    "IP address of the first map entry whose key is found in the input as complete domain labels, with an optional default address as second argument.",
  "converter map_dom_key":
    "Key of the first map entry that is found in the input as complete domain labels, for example to count or log by registered domain instead of by full host name.",
  "converter map_end":
    "String value of the first map entry in file order whose key the input ends with, for file extensions or domain suffixes: `.example.com`. The second argument is the default; put longer suffixes first.",
  "converter map_end_int":
    "Integer value of the first map entry, in file order, whose key is a suffix of the input; the second argument is the default. For instance cache times by file extension.",
  "converter map_end_ip":
    "IP address of the first map entry whose key is a suffix of the input string, or the default address given as second argument.",
  "converter map_end_key":
    "Key of the first map entry that is a suffix of the input, such as the domain or extension that matched; the value column is ignored and no match is a failure.",
  "converter map_int":
    "String value of the first map entry whose key equals the integer on input or is a range with it inside, such as `1024:65535`. The second argument is the default. Handy for ports and status codes.",
  "converter map_int_int":
    "Integer value of the first map entry whose number or range, `500:599`, covers the integer on input; the second argument is the default.",
  "converter map_int_ip":
    "IP address of the first map entry whose number or range covers the integer on input, for instance a server address by destination port; the second argument is a default address.",
  "converter map_int_key":
    "Key, as written in the map file, of the entry whose number or range covers the integer on input, which turns numbers into named classes such as `200:299`.",
  "converter map_ip":
    "String value of the most specific network in a map file that contains the address on input: `src,map_ip(/etc/haproxy/countries.map,XX)`. Keys are addresses or CIDR networks of both families; lookups stay quick with millions of lines.",
  "converter map_ip_int":
    "Integer value of the most specific network in the map that contains the address on input, such as a reputation score or a rate limit per network; the second argument is the default.",
  "converter map_ip_ip":
    "IP address stored for the most specific network that contains the address on input, for instance the source or destination to use for clients of a network. The second argument is a default address.",
  "converter map_ip_key":
    "Network, as written in the map file, that is the most specific one around the address on input. Good for logging or counting by network instead of by client.",
  "converter map_match":
    "Pattern name for the whole map family `map_<match>`: looks the input up in a file by that method (`str`, `beg`, `sub`, `dir`, `dom`, `end`, `reg`, `int`, `ip`) and gives the string stored there, or the default of the second argument.",
  "converter map_match_output":
    "Pattern name for `map_<match>_<output>`: looks the input up in a map file by a match method and gives the value as `str`, `int` or `ip`, or the matching key itself with `key`. The type of the output must suit what uses it.",
  "converter map_reg":
    "String value of the first regular expression in the map file that matches the input; the second argument is the default. Expressions are tried line after line, so keep such maps short; results are cached. `map_regm` can use matched groups.",
  "converter map_reg_int":
    "Integer value of the first regular expression in the map file, in file order, that matches the input, or the default of the second argument. Every line may have to be tried.",
  "converter map_reg_ip":
    "IP address stored for the first regular expression in the map file that matches the input, or the default address of the second argument. Lines are tried in file order.",
  "converter map_reg_key":
    "Text of the first regular expression in the map file that matches the input, to log which one decided. Fails without a match; the value column is ignored.",
  "converter map_regm":
    "String value of the first matching regular expression in the map file, with `\\0` to `\\9` in it replaced by the matched groups. Makes rewrite tables, for instance old paths to new ones.",
  "converter map_str":
    "String value of the map entry whose key equals the input exactly, or the default of the second argument. The long name of `map`; case matters, so put `lower` in front where it shouldn't.",
  "converter map_str_int":
    "Integer value of the map entry whose key equals the input string exactly, or the default of the second argument: limits per API key or host.",
  "converter map_str_ip":
    "IP address of the map entry whose key equals the input string exactly, for example the target of `set-dst` by host name; the second argument is a default address.",
  "converter map_str_key":
    "Key of the map entry that equals the input string, that is the input itself when it is listed and a failure when not. Turns a map into a list of allowed values.",
  "converter map_sub":
    "String value of the first map entry, in file order, whose key occurs anywhere in the input, for instance words in a User-Agent. The second argument is the default.",
  "converter map_sub_int":
    "Integer value of the first map entry whose key occurs anywhere in the input, or the default of the second argument; a simple way to score strings.",
  "converter map_sub_ip":
    "IP address of the first map entry whose key occurs anywhere in the input string, or the default address of the second argument.",
  "converter map_sub_key":
    "Key of the first map entry that occurs anywhere in the input, such as the word that made a User-Agent suspicious; fails when none does.",
  "converter mod":
    "Remainder of the integer on input divided by a literal or an integer variable; a divisor of zero gives 0. Buckets hashes: `src,crc32(1),mod(10) lt 1` picks about a tenth of all clients.",
  "converter mqtt_field_value":
    "String value of a field in the MQTT packet on input: `mqtt_field_value(connect,client_identifier)`, also `username`, `will_topic`, `keepalive` or the number of an MQTT 5 property. Only CONNECT and CONNACK, the first packet of each side. Serves stickiness of IoT clients.",
  "converter mqtt_is_valid":
    "True when the binary input is a well-formed CONNECT or CONNACK packet of MQTT version 3 or 5. Use it in `tcp-request content reject unless { req.payload(0,0),mqtt_is_valid }`; it waits for more bytes while the packet is incomplete.",
  "converter ms_ltime":
    "Local time as a string, formatted like strftime, of epoch milliseconds on input; `%3N` in the format prints the milliseconds. A second argument adds seconds. Suits `accept_date(ms)` and `request_date(ms)` in logs.",
  "converter ms_utime":
    "UTC time as a string, formatted like strftime, of epoch milliseconds on input; `%N` with a width from 1 to 9 prints the fraction of the second. The optional second argument adds seconds.",
  "converter mul":
    "Product of the integer on input and a literal or an integer variable. On overflow it stays at the largest or smallest 64-bit value.",
  "converter nbsrv":
    "Number of usable servers in the backend whose name is the string on input, an integer; fails when there is no such backend. Checks a computed target before `use_backend`: `req.hdr(host),map(hosts.map),nbsrv gt 0`.",
  "converter neg":
    "Integer on input with the opposite sign. Subtracts a sample from a number when combined with `add`, since `sub` takes only literals and variables.",
  "converter not":
    "True when the integer on input is 0, false otherwise. Inverts boolean samples inside expressions, where `!` can't be used, such as in `set-var` or log formats.",
  "converter odd":
    "True when the integer on input is odd. Applied to a hash it selects a stable half of clients, for instance for trials of a new release.",
  "converter or":
    "Bitwise OR of the integer on input with a literal or an integer variable, to set bits of a flag word. Alternatives of conditions are written `or` between ACLs instead.",
  "converter param":
    "Value of a parameter in a string of `name=value` pairs, such as a query string: `query,param(id)`. The delimiter is `&` unless a second argument names another character; without the name it fails, with an empty value it gives an empty string.",
  "converter port_only":
    "Port in a `Host` header value as an integer, 0 where there is none; brackets of IPv6 addresses are understood. The counterpart of `host_only`.",
  "converter protobuf":
    "Field of a Protocol Buffers message on input, named by its number, nested with dots: `protobuf(4.8,int32)`. Without a type the raw bytes are given; types are those of protobuf except strings, which are raw as well.",
  "converter regsub":
    "String on input with the first match of a regular expression replaced: `regsub(regex,replacement,flags)`; `g` replaces all matches, `i` ignores case, `\\1` inserts a group. Quote the whole argument list carefully, because `,` and `)` end arguments.",
  "converter reverse":
    "String on input with its bytes in reverse order. Lets a suffix lookup become a prefix lookup, for which maps are quicker; characters of several bytes get broken.",
  "converter reverse_dom":
    "Domain name on input with its labels in reverse order: `www.example.com` becomes `com.example.www`. One trailing dot is dropped, empty labels fail. Makes domain suffixes searchable with `map_beg`.",
  "converter rfc7239_field":
    "One parameter of a `Forwarded` header on input as a string: `rfc7239_field(for)`, `by`, `host` or `proto`. Fails when the header isn't valid or lacks that parameter; go on with `rfc7239_n2nn` to get the address.",
  "converter rfc7239_is_valid":
    "True when the string on input is a correct `Forwarded` header of RFC 7239. Check it before information from proxies in front is trusted or passed on.",
  "converter rfc7239_n2nn":
    "Name part of a `for` or `by` node of a `Forwarded` header: an IPv4 or IPv6 address, or a string where the sender wrote `unknown` or an obfuscated name beginning with `_`. The port is left out.",
  "converter rfc7239_n2np":
    "Port part of a `for` or `by` node of a `Forwarded` header: an integer, or a string for an obfuscated port. Fails when the node has no port.",
  "converter rfc7239_nn":
    "Node name for a `Forwarded` header made of the input: addresses are written as RFC 7239 wants (IPv6 in brackets and quotes), strings become obfuscated names with `_` in front, an empty string becomes `unknown`.",
  "converter rfc7239_np":
    "Node port for a `Forwarded` header made of the input: an integer is printed as it is, a string becomes an obfuscated port with `_` in front. Characters that RFC 7239 forbids make it fail.",
  "converter rtrim":
    "String on input without any of the given characters at its end: `rtrim(/)` removes trailing slashes. The argument is a set of characters; `ltrim` does the start.",
  "converter sdbm":
    "SDBM hash of the binary input as an unsigned 32-bit integer, the default function of `hash-type`; a non-zero argument adds the avalanche step that spreads similar keys. `base32` is `base,sdbm(1)`.",
  "converter secure_memcmp":
    "True when the binary input equals the content of the named variable. Takes the same time wherever two values of equal length differ, so use it, not `strcmp` or `-m str`, to compare tokens, signatures and API keys.",
  "converter set-var":
    "Stores the input in the named variable, for example `set-var(txn.host)`, and passes it on unchanged. Up to four conditions may follow, all needed: `ifexists`, `ifnotexists`, `ifempty`, `ifnotempty`, `ifset`, `ifnotset`, `ifgt`, `iflt`.",
  "converter sha1":
    "SHA-1 digest, 20 binary bytes, of the input; add `,hex` to print it. Fine for keys of tables and caches, no longer for signatures; `sha2` and `digest` offer stronger ones.",
  "converter sha2":
    "SHA-2 digest of the binary input with 224, 256 (default), 384 or 512 bits as binary data; add `,hex` or `,base64`. Anonymises client addresses in logs only together with a secret, for which `hmac` is made.",
  "converter srv_is_up":
    "True when the server whose name is on input, `backend/server` or a server of the current backend, is up: not in maintenance and not failed by its checks. Fails for an unknown name, so it suits names computed at run time.",
  "converter srv_queue":
    "Number of requests waiting in the queue of the server whose name is on input, `backend/server` or a server of the current backend. Read it for names from cookies or maps; the fetch of that name takes a fixed server.",
  "converter strcmp":
    "Compares the string on input with a variable's content: 0 when equal, negative or positive by byte order. Write `strcmp(txn.host) eq 0` to test equality of two samples; for secrets use `secure_memcmp`.",
  "converter sub":
    "Integer on input minus a literal or an integer variable. Results beyond the signed 64-bit range stay at its limit; ages are computed as `date,sub(txn.start)`.",
  "converter table_bytes_in_rate":
    "Bytes per period received from clients, an integer, for the entry that the input is the key of; the period is the one of `bytes_in_rate(…)` in the table's `store`. 0 without an entry, failure if the table doesn't store it.",
  "converter table_bytes_out_rate":
    "Bytes per period sent to clients for the entry whose key is on input, measured over the period given in `store bytes_out_rate(…)`. 0 without an entry; catches clients that download too much.",
  "converter table_clr_gpc":
    "Sets the general purpose counter number `idx` (0 to 99) of the input's entry to 0 and gives the integer that it held: `table_clr_gpc(idx,table)`. Creates the entry if needed; only for the array type `gpc`.",
  "converter table_clr_gpc0":
    "Resets counter `gpc0` of the entry whose key is on input and gives its former value, an integer. Creates a missing entry; resetting forgives clients that behaved well again.",
  "converter table_clr_gpc1":
    "Resets counter `gpc1` of the entry whose key is on input and gives its former value, an integer. Creates a missing entry in the named table, or in the current proxy's.",
  "converter table_conn_cnt":
    "Total number of connections counted for the key on input in the named table or the current proxy's, an integer; 0 without an entry. Counting needs a `track-sc` rule on that table and `store conn_cnt`.",
  "converter table_conn_cur":
    "Number of connections open right now for the key on input, an integer, from a table that stores `conn_cur`; 0 without an entry. Looks up other keys than the tracked one, for instance an address from a header.",
  "converter table_conn_rate":
    "Connections per period for the key on input, an integer, over the period of `store conn_rate(…)`; 0 without an entry. Reads only, so nothing is counted for the key by looking.",
  "converter table_expire":
    "Milliseconds until the entry of the key on input expires, an integer. Without an entry it fails, or gives the default from `table_expire(table,default)`.",
  "converter table_glitch_cnt":
    "Number of protocol glitches (odd or wrong HTTP/2 and QUIC behaviour) counted for the key on input, an integer; 0 without an entry. The table needs `store glitch_cnt`.",
  "converter table_glitch_rate":
    "Protocol glitches per period for the key on input, an integer, over the period of `store glitch_rate(…)`; 0 without an entry. A steady high rate points to a broken or hostile client.",
  "converter table_gpc":
    "Value of the general purpose counter number `idx` (0 to 99) in the `gpc` array of the key's entry: `table_gpc(idx,table)`. An integer, 0 without an entry; rules such as `sc-inc-gpc` decide what it counts.",
  "converter table_gpc0":
    "Value of the first general purpose counter, `gpc0` or element 0 of `gpc`, for the key on input, an integer; 0 without an entry. Often marks clients that a rule caught earlier.",
  "converter table_gpc0_rate":
    "Increments of `gpc0` per period for the key on input, an integer, over the period of `store gpc0_rate(…)`; 0 without an entry. Measures how often custom events happen.",
  "converter table_gpc1":
    "Value of the second general purpose counter, `gpc1` or element 1 of `gpc`, for the key on input, an integer; 0 without an entry.",
  "converter table_gpc1_rate":
    "Increments of `gpc1` per period for the key on input, an integer, over the period of `store gpc1_rate(…)`, or of element 1 of `gpc_rate`; 0 without an entry.",
  "converter table_gpc_rate":
    "Increments per period of the general purpose counter number `idx` for the key on input: `table_gpc_rate(idx,table)`. An integer over the period of the `gpc_rate` array, which the table must store.",
  "converter table_gpt":
    "Value of the general purpose tag number `idx` (0 to 99) in the `gpt` array of the key's entry: `table_gpt(idx,table)`. A tag keeps a number that a rule set, such as a class of client; 0 without an entry.",
  "converter table_gpt0":
    "Value of the first general purpose tag, `gpt0` or element 0 of `gpt`, for the key on input, an integer; 0 without an entry. Rules set it with `sc-set-gpt0`.",
  "converter table_http_err_cnt":
    "Number of HTTP errors of the client's making, invalid requests and 4xx answers, counted for the key on input, an integer; 0 without an entry. Shows scanners and password guessing.",
  "converter table_http_err_rate":
    "HTTP errors of the client's making (invalid requests, 4xx answers) per period for the key on input, an integer, over the period of `store http_err_rate(…)`; 0 without an entry.",
  "converter table_http_fail_cnt":
    "Number of failed responses, 5xx other than 501 and 505 or invalid ones, counted for the key on input, an integer; 0 without an entry. With a path as key it shows which pages break.",
  "converter table_http_fail_rate":
    "Failed responses (invalid or 5xx, without 501 and 505) per period for the key on input, an integer, over the period of `store http_fail_rate(…)`; 0 without an entry.",
  "converter table_http_req_cnt":
    "Number of HTTP requests counted for the key on input, valid or not, an integer; 0 without an entry. Needs a table with `store http_req_cnt` and a `track-sc` rule that counts.",
  "converter table_http_req_rate":
    "HTTP requests per period for the key on input, an integer, over the period of `store http_req_rate(…)`; 0 without an entry. Rate limits by a key that isn't tracked itself, such as a header's address.",
  "converter table_idle":
    "Milliseconds since the entry of the key on input was last used, an integer computed from the table's `expire`. Without an entry it fails, or gives the default from `table_idle(table,default)`.",
  "converter table_inc_gpc":
    "Adds 1 to the general purpose counter number `idx` of the key on input and gives the new value: `table_inc_gpc(idx,table)`. Creates a missing entry and counts in `gpc_rate` as well; only for the array types.",
  "converter table_inc_gpc0":
    "Adds 1 to `gpc0`, and to `gpc0_rate` where stored, of the key on input and gives the new value; a missing entry is created. Counts events of keys that aren't tracked.",
  "converter table_inc_gpc1":
    "Adds 1 to `gpc1`, and to `gpc1_rate` where stored, of the key on input and gives the new value; a missing entry is created in the named table or the current proxy's.",
  "converter table_kbytes_in":
    "Kilobytes (1024 bytes) received from clients for the key on input, an integer from the stored `bytes_in_cnt`; 0 without an entry.",
  "converter table_kbytes_out":
    "Kilobytes (1024 bytes) sent to clients for the key on input, an integer from the stored `bytes_out_cnt`; 0 without an entry. Lets volume quotas be enforced.",
  "converter table_server_id":
    "Numeric id of the server that stickiness recorded for the key on input, 0 without an entry. Shows where `stick on` would send that key.",
  "converter table_sess_cnt":
    "Number of sessions counted for the key on input, an integer; 0 without an entry. Sessions are connections that `tcp-request connection` rules let pass, in backends every stream.",
  "converter table_sess_rate":
    "Sessions per period for the key on input, an integer, over the period of `store sess_rate(…)`; 0 without an entry. Connections refused by `tcp-request connection` don't count.",
  "converter table_trackers":
    "Number of streams and connections that track the entry of the key on input at this moment, an integer taken from the entry's use count; needs no stored data. 0 without an entry.",
  "converter tcp.dst":
    "Destination port in the TCP header on input, an integer; the header is what `ip.data` gives for a saved SYN. Fails when fewer than 20 bytes are there.",
  "converter tcp.flags":
    "Flag byte of the TCP header on input, an integer: SYN is 2, ACK 16, ECE 64, CWR 128. A SYN with ECE and CWR (194) shows a client that offers ECN.",
  "converter tcp.options.mss":
    "Maximum segment size in bytes that the TCP header on input announces, 0 without that option. Values under 1460 hint at tunnels or mobile networks on the way.",
  "converter tcp.options.sack":
    "1 when the TCP header on input permits selective acknowledgements (SACK), 0 otherwise. Current operating systems do, home-made packet generators often don't.",
  "converter tcp.options.tsopt":
    "1 when the TCP header on input carries the timestamp option, 0 otherwise; tells a missing option from a timestamp of 0, which `tcp.options.tsval` can't.",
  "converter tcp.options.tsval":
    "Sender's timestamp in the TCP header on input, a 32-bit integer, 0 without the option. Some systems derive it from their uptime, which distinguishes machines behind one address.",
  "converter tcp.options.wscale":
    "Window scale shift count that the TCP header on input announces, an integer from 0 to 14, and 0 without the option. Multiply `tcp.win` by two to this power in later packets.",
  "converter tcp.options.wsopt":
    "1 when the TCP header on input carries the window scale option, 0 otherwise; tells an announced scale of 0 from none at all.",
  "converter tcp.options_list":
    "Kinds of the TCP options in the header on input in their order, one binary byte each; `,hex` prints them. The order is characteristic of operating systems, thus part of fingerprints.",
  "converter tcp.seq":
    "Sequence number in the TCP header on input, an unsigned 32-bit integer. In a saved SYN it is the client's initial one, good for finding the connection in a packet capture.",
  "converter tcp.src":
    "Source port in the TCP header on input, an integer. Taken from a saved SYN it is the port on the wire, even where PROXY protocol later changed `src_port`.",
  "converter tcp.win":
    "Window size in the TCP header on input, an integer up to 65535, unscaled in a SYN. Differs between operating systems and is part of `ip.fp`.",
  "converter ub64dec":
    "Binary data that a URL-safe base64 string encodes (`-` and `_`, no padding), as in JSON Web Tokens and many cookies. Other alphabets need `b64dec`.",
  "converter ub64enc":
    "URL-safe base64 string of the binary input, without padding. Can stand in URLs, cookies and tokens as it is, which the output of `base64` can't.",
  "converter ungrpc":
    "Field of the gRPC message on input, found by its Protocol Buffers number, nested with dots: `req.body,ungrpc(4.8,int32)`. Like `protobuf`, but skips the 5 bytes of gRPC framing; the body must be there, so use `wait-for-body`.",
  "converter unset-var":
    "Forgets the named variable and passes the input on unchanged. Frees memory early and lets a later `set-var(…,ifnotset)` store again.",
  "converter upper":
    "String on input with ASCII letters in upper case; other bytes stay. Use it where the other side compares with capitals, such as country codes.",
  "converter url_dec":
    "String on input with `%xx` sequences decoded; invalid ones make it fail. `+` becomes a blank behind a `?`, and everywhere with a non-zero argument, for query strings and form bodies. Beware of decoded line breaks.",
  "converter url_enc":
    "String on input percent-encoded for use in a query string: all but letters, digits, `-`, `.`, `_` and `~` becomes `%XX`. The only type is `query`, which is also the default. Needed when redirect locations carry user data.",
  "converter us_ltime":
    "Local time as a string, formatted like strftime, of epoch microseconds on input; `%6N` in the format prints the microseconds. A second argument adds seconds. Suits `accept_date(us)`.",
  "converter us_utime":
    "UTC time as a string, formatted like strftime, of epoch microseconds on input; `%N` with a width prints the fraction. The optional second argument adds seconds. Good for ISO 8601 timestamps in JSON logs.",
  "converter utime":
    "UTC time of the epoch seconds on input as a string, formatted like strftime: `date,utime(%Y%m%d)`. A second argument adds that many seconds; `ms_utime` and `us_utime` know fractions.",
  "converter when":
    "Passes the input on only under a condition, else fails, which logs show as `-`: `last_entity,when(error)`. Conditions: `error`, `normal`, `forwarded`, `toapplet`, `processed`, `stopping` or `acl,<name>`, with `!` to invert. Keeps debugging data out of ordinary log lines.",
  "converter word":
    "Substring of the input between delimiters, empty ones skipped: `path,word(1,/)` is the first path segment. Negative numbers count from the end; a third argument takes that many words, 0 all that follow. `field` counts empty ones.",
  "converter wt6":
    "WT6 hash of the binary input as an unsigned 32-bit integer, spreading small keys evenly; also a function of `hash-type`. A non-zero argument adds the avalanche step.",
  "converter x509_v_err_str":
    "Name of a certificate verification error, such as `X509_V_ERR_CERT_HAS_EXPIRED`, of the number on input; unknown numbers are printed as they are. Put it behind `ssl_c_err` or `ssl_c_ca_err` in logs.",
  "converter xor":
    "Bitwise exclusive OR of the integer on input with a literal or an integer variable. Shows which bits of two numbers differ, or toggles some.",
  "converter xxh3":
    "XXH3 hash of the binary input as a signed 64-bit integer, very quick also on long data; the optional argument is a seed, 0 by default. Not for security.",
  "converter xxh32":
    "XXH32 hash of the binary input as an unsigned 32-bit integer; the optional argument is a seed, 0 by default. A good general key for sampling and tables.",
  "converter xxh64":
    "XXH64 hash of the binary input as a signed 64-bit integer, so it may be negative; the optional argument is a seed, 0 by default. Fewer collisions than 32-bit hashes.",
};
