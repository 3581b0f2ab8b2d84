// A second reading of a bundle, in another language and by another library: what the first says must hold here too.
//
// Usage: candour-verify-go BUNDLE.zip [--log KEY]... --witness KEY... (every witness given must have signed).
// It checks signatures, the root from the leaves, every shown field against its commitment, and the order of entries.
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const most = 64 << 20 // bytes of one file, or of one line of the entries

// witness verifies a C2SP cosignature: eight bytes of time before an Ed25519 signature.
type witness struct {
	name   string
	hash   uint32
	public ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return at > 0 && ed25519.Verify(w.public, []byte(signed), signature[8:])
}

func readWitness(key string) (note.Verifier, error) {
	parts := strings.SplitN(strings.TrimSpace(key), "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("a witness's key is name+number+key")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 33 || raw[0] != 4 {
		return nil, errors.New(parts[0] + " is not a witness's key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	if hex.EncodeToString(sum[:4]) != parts[1] {
		return nil, errors.New("the key of " + parts[0] + " was copied wrongly")
	}
	return witness{parts[0], binary.BigEndian.Uint32(sum[:4]), raw[1:]}, nil
}

type bundle struct {
	Origin string   `json:"origin"`
	Size   int64    `json:"size"`
	Hashes []string `json:"hashes"`
}

type entry struct {
	Place  int64                      `json:"place"`
	Leaf   string                     `json:"leaf"`
	Fields map[string]json.RawMessage `json:"fields"`
	Salts  map[string]string          `json:"salts"`
}

type leaf struct {
	Recorded string            `json:"recorded"`
	Fields   map[string]string `json:"fields"`
}

func part(archive *zip.Reader, name string) ([]byte, error) {
	file, err := archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	held, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && len(held) > most {
		err = errors.New(name + " is too large")
	}
	return held, err
}

// spell writes a value as the record spells it: names by code point, no spaces, and no escapes but those JSON needs.
func spell(out *strings.Builder, value any) error {
	switch value := value.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		out.WriteString(strconv.FormatBool(value))
	case json.Number:
		if strings.ContainsAny(string(value), ".eE") {
			return errors.New("a fraction")
		}
		out.WriteString(string(value))
	case string:
		quote(out, value)
	case []any:
		out.WriteByte('[')
		for at, one := range value {
			if at > 0 {
				out.WriteByte(',')
			}
			if err := spell(out, one); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case map[string]any:
		names := make([]string, 0, len(value))
		for name := range value {
			names = append(names, name)
		}
		sort.Strings(names)
		out.WriteByte('{')
		for at, name := range names {
			if at > 0 {
				out.WriteByte(',')
			}
			quote(out, name)
			out.WriteByte(':')
			if err := spell(out, value[name]); err != nil {
				return err
			}
		}
		out.WriteByte('}')
	}
	return nil
}

func quote(out *strings.Builder, text string) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\f': `\f`, '\b': `\b`}
	out.WriteByte('"')
	for _, letter := range text {
		if escaped, ok := short[letter]; ok {
			out.WriteString(escaped)
		} else if letter < 32 {
			fmt.Fprintf(out, `\u%04x`, letter)
		} else {
			out.WriteRune(letter)
		}
	}
	out.WriteByte('"')
}

func commitment(name string, raw json.RawMessage, salt []byte) (string, error) {
	var value any
	reader := json.NewDecoder(bytes.NewReader(raw))
	reader.UseNumber()
	if err := reader.Decode(&value); err != nil {
		return "", err
	}
	var spelt strings.Builder
	if err := spell(&spelt, []any{name, value}); err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(append([]byte("candour/field/v1\x00"), salt...), spelt.String()...))
	return hex.EncodeToString(sum[:]), nil
}

// root works out the root of [low, high) from the leaves at these places, and the other hashes, left to right.
func root(low, high int64, places []int64, leaves []tlog.Hash, rest *[]tlog.Hash) (tlog.Hash, error) {
	if len(places) == 0 {
		if len(*rest) == 0 {
			return tlog.Hash{}, errors.New("hashes are missing")
		}
		next := (*rest)[0]
		*rest = (*rest)[1:]
		return next, nil
	}
	if high-low == 1 {
		return leaves[0], nil
	}
	half := int64(1)
	for half*2 < high-low {
		half *= 2
	}
	middle := low + half
	at := sort.Search(len(places), func(at int) bool { return places[at] >= middle })
	left, err := root(low, middle, places[:at], leaves[:at], rest)
	if err != nil {
		return left, err
	}
	right, err := root(middle, high, places[at:], leaves[at:], rest)
	return tlog.NodeHash(left, right), err
}

// readEntries gives the places and leaf hashes, once every shown field and the order have been checked.
func readEntries(archive *zip.Reader, size int64) (places []int64, leaves []tlog.Hash, fields int, err error) {
	file, err := archive.Open("entries.jsonl")
	if err != nil {
		return nil, nil, 0, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, most)
	last, before := "", int64(-1)
	for lines.Scan() {
		var one entry
		var sealed leaf
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, nil, 0, err
		}
		if err := json.Unmarshal([]byte(one.Leaf), &sealed); err != nil {
			return nil, nil, 0, fmt.Errorf("place %d: %w", one.Place, err)
		}
		if one.Place <= before || one.Place >= size || sealed.Recorded < last {
			return nil, nil, 0, fmt.Errorf("place %d is out of order", one.Place)
		}
		for name, value := range one.Fields {
			salt, err := hex.DecodeString(one.Salts[name])
			if err != nil || len(salt) != 16 {
				return nil, nil, 0, fmt.Errorf("place %d: %s has no salt", one.Place, name)
			}
			found, err := commitment(name, value, salt)
			if err != nil || found != sealed.Fields[name] {
				return nil, nil, 0, fmt.Errorf("place %d: the words of %s are not those that were sealed", one.Place, name)
			}
			fields++
		}
		before, last = one.Place, sealed.Recorded
		places, leaves = append(places, one.Place), append(leaves, tlog.RecordHash([]byte(one.Leaf)))
	}
	return places, leaves, fields, lines.Err()
}

func check(path string, logs, witnesses []note.Verifier) (string, error) {
	reader, err := zip.OpenReader(path)
	if err != nil {
		return "", err
	}
	defer reader.Close()
	var head bundle
	held, err := part(&reader.Reader, "bundle.json")
	if err == nil {
		err = json.Unmarshal(held, &head)
	}
	if err != nil {
		return "", err
	}
	signed, err := part(&reader.Reader, "checkpoint")
	if err != nil {
		return "", err
	}
	opened, err := note.Open(signed, note.VerifierList(append(logs, witnesses...)...))
	if err != nil {
		return "", err
	}
	if len(opened.Sigs) != len(logs)+len(witnesses) {
		return "", errors.New("not everybody whose key was given signed this")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != head.Origin || lines[1] != strconv.FormatInt(head.Size, 10) {
		return "", errors.New("what is signed is another record, or of another size")
	}
	places, leaves, fields, err := readEntries(&reader.Reader, head.Size)
	if err != nil {
		return "", err
	}
	rest := make([]tlog.Hash, len(head.Hashes))
	for at, text := range head.Hashes {
		if rest[at], err = tlog.ParseHash(text); err != nil {
			return "", err
		}
	}
	found, err := root(0, head.Size, places, leaves, &rest)
	if err != nil || len(rest) > 0 || len(places) == 0 || found.String() != lines[2] {
		return "", errors.New("these entries are not those that were signed: the tree comes to another root")
	}
	return fmt.Sprintf("%d entries and %d fields of %s are as they were sealed", len(places), fields, head.Origin), nil
}

func main() {
	var path string
	var logs, witnesses []note.Verifier
	for at := 1; at < len(os.Args); at++ {
		word, err := os.Args[at], error(nil)
		var key note.Verifier
		switch {
		case word == "--log" && at+1 < len(os.Args):
			at++
			key, err = note.NewVerifier(os.Args[at])
			logs = append(logs, key)
		case word == "--witness" && at+1 < len(os.Args):
			at++
			key, err = readWitness(os.Args[at])
			witnesses = append(witnesses, key)
		default:
			path = word
		}
		if err != nil {
			fmt.Println("Could not be checked:", err)
			os.Exit(2)
		}
	}
	if path == "" || len(witnesses) == 0 {
		fmt.Println("Could not be checked: give a bundle, and --witness with a witness's key")
		os.Exit(2)
	}
	says, err := check(path, logs, witnesses)
	if err != nil {
		fmt.Println("Does not hold:", err)
		os.Exit(1)
	}
	fmt.Println("Holds:", says)
}
