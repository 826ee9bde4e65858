"""Every kind of container, by every way to refer into it and every way to change
it: a program in which each combination is a class with one coroutine.

  containers_table.py print           the program
  containers_table.py judge FILE      compares the warnings on standard input
                                      with what the program in FILE says
"""

import re
import sys

# What a change makes invalid: `i` iterators, `r` references.
KINDS = {
    "contiguous": {"at_end": "ir", "inside": "ir", "removes": "ir"},
    "deques": {"at_end": "i", "inside": "ir", "removes": "ir"},
    "rings": {"at_end": "r", "inside": "r", "removes": "ir"},
    "hashed": {"at_end": "i", "inside": "i", "removes": "ir"},
    "nodes": {"at_end": "", "inside": "", "removes": "ir"},
}
CONTAINERS = {
    "contiguous": """std::vector std::inplace_vector std::basic_string std::flat_map std::flat_set
        absl::btree_map absl::btree_set absl::flat_hash_map absl::flat_hash_set absl::InlinedVector
        ankerl::unordered_dense::detail::table boost::container::flat_map boost::container::flat_set
        boost::container::small_vector_base boost::container::vector boost::container::devector
        boost::unordered_flat_map boost::unordered_flat_set llvm::SmallVectorImpl llvm::DenseMapBase
        phmap::flat_hash_map tsl::robin_map seastar::basic_sstring seastar::temporary_buffer
        seastar::static_vector folly::F14FastMap folly::F14FastSet folly::F14ValueMap
        folly::F14ValueSet folly::F14VectorMap folly::F14VectorSet folly::basic_fbstring
        folly::fbvector folly::small_vector folly::sorted_vector_map folly::sorted_vector_set
        QList QVarLengthArray QHash QMultiHash QSet QString QByteArray trantor::MsgBuffer""",
    "deques": "std::deque std::queue std::stack std::priority_queue boost::container::deque",
    "rings": "seastar::circular_buffer boost::circular_buffer",
    "hashed": """std::unordered_map std::unordered_set std::unordered_multimap
        std::unordered_multiset boost::unordered_map boost::unordered_set""",
    "nodes": """std::map std::set std::multimap std::multiset std::list std::forward_list
        absl::node_hash_map boost::container::list boost::container::map
        boost::container::stable_vector boost::intrusive::list boost::intrusive::set
        llvm::StringMap seastar::chunked_fifo folly::F14NodeMap folly::F14NodeSet QMap QMultiMap""",
}
OWNERS = """std::optional std::unique_ptr std::shared_ptr boost::optional boost::scoped_ptr
    boost::shared_ptr boost::intrusive_ptr seastar::foreign_ptr seastar::optimized_optional
    seastar::lw_shared_ptr seastar::shared_ptr folly::Optional QScopedPointer QSharedPointer
    winrt::com_ptr winrt::agile_ref wil::com_ptr_t"""
# Each library's file is read where one of its names is known.
PROLOGUE = """\
#include "tasks.h"
namespace folly::coro { struct marker; }
namespace QCoro { struct marker; }
namespace drogon { struct marker; }
namespace winrt { struct fire_and_forget; }
namespace wil { struct task; }
home::task<> tick();
void use(int);
struct cursor {
  int &operator*() const;
  int *operator->() const;
  cursor &operator++();
  bool operator!=(const cursor &) const;
};
"""
CONTAINER = """struct %s {
  using value_type = int;
  cursor begin(); cursor end(); int &front(); int &operator[](int); int *data();
  cursor find(int); void push_back(int); cursor insert(cursor, int); cursor erase(cursor);
};
"""
OWNER = "struct %s { int &operator*() const; int *get() const; void reset(); };\n"
REFERRED = {"i": ("auto R = C.find(1);", "use(*R);"),
            "r": ("auto &R = C.front();", "use(R);")}
CHANGES = {"at_end": "C.push_back(1);", "inside": "C.insert(C.begin(), 1);",
           "removes": "C.erase(C.begin());"}


def in_namespace(name, text):
    scope, _, last = name.rpartition("::")
    text = text % last
    return f"namespace {scope} {{\n{text}}}\n" if scope else text


def write():
    print(PROLOGUE)
    count = 0
    for kind, names in CONTAINERS.items():
        for name in names.split():
            print(in_namespace(name, CONTAINER))
            for change, code in CHANGES.items():
                for how, (derive, use) in REFERRED.items():
                    count += 1
                    wrong = how in KINDS[kind][change]
                    print(f"struct c{count} {{ {name} C; void change() {{ {code} }}\n"
                          f"  home::task<> run() {{ {derive} co_await tick(); {use} }} }}; "
                          f"// {'wrong' if wrong else 'right'}: {name} {change} {how}")
    for name in OWNERS.split():
        print(in_namespace(name, OWNER))
        for code in ("C.reset();", "C = {};"):
            count += 1
            print(f"struct c{count} {{ {name} C; void change() {{ {code} }}\n"
                  f"  home::task<> run() {{ auto &R = *C; co_await tick(); use(R); }} }}; "
                  f"// wrong: {name} {code}")


def judge(path):
    found = {int(line) for line in
             re.findall(r":(\d+):\d+: warning: .*async-stale-reference", sys.stdin.read())}
    wrong = count = 0
    with open(path, encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            said = re.search(r"// (wrong|right): (.*)", line)
            if not said:
                continue
            count += 1
            if (said.group(1) == "wrong") != (number in found):
                wrong += 1
                print("missed" if said.group(1) == "wrong" else "unexpected", said.group(2))
    print(f"{count} combinations, {wrong} wrong")


if sys.argv[1] == "print":
    write()
else:
    judge(sys.argv[2])
