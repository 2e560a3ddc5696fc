#!/usr/bin/env bash
# Builds everything once and runs every test project. The last line is "N passed, N failed, N skipped";
# the exit code is 0 only when tests ran and none failed.
# SROITRACKER_TEST_SQLSERVER: a connection string of a SQL Server on which databases may be made and dropped, for the tests of
# that engine; with SROITRACKER_TEST_ENGINE=SqlServer the whole service is tried on it instead of on SQLite.
# SROITRACKER_TEST_SEED=any: other cases for the properties than those of each run.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0 failed=0 skipped=0
finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [[ $failed -eq 0 && $passed -gt 0 && ${1:-0} -eq 0 ]] && exit 0
    exit 1
}
missing() {
    echo "$1" >&2
    finish 1
}

command -v dotnet >/dev/null || export PATH="$HOME/.dotnet:$PATH"
command -v dotnet >/dev/null || missing "The .NET SDK 10.0 is missing: https://dotnet.microsoft.com/download/dotnet/10.0 tells how to install it."
dotnet --version >/dev/null 2>&1 || missing "dotnet is here, but not an SDK that global.json accepts (10.0.100 or newer); these are: $(dotnet --list-sdks | tr '\n' ' ')"

# .NET formats Dutch amounts and dates with ICU.
if ! ldconfig -p 2>/dev/null | grep -q libicuuc; then
    command -v apt-get >/dev/null && [[ $(id -u) -eq 0 ]] || missing "The ICU library is missing (Debian: apt-get install libicu-dev)."
    apt-get update -qq && apt-get install -y -qq --no-install-recommends libicu-dev >/dev/null || missing "libicu-dev could not be installed."
fi

dotnet restore SroiTracker.sln --locked-mode -v quiet || missing "The packages could not be restored as the lock files say."
dotnet build SroiTracker.sln -c Release --no-restore -v quiet || missing "The build failed."

# Node's tools judge the API document: Prism in the tests of the client, Spectral with the ruleset of the NLGov REST API Design
# Rules where that lies beside the repository.
rules=../shared/check/adr/ruleset.yaml
if ! command -v npm >/dev/null && command -v apt-get >/dev/null && [[ $(id -u) -eq 0 ]]; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi
echo "== API Design Rules"
if ! npm ci --prefix tests/contract --ignore-scripts --silent; then
    echo "Skipped: Node's tools could not be installed (npm ci in tests/contract)."
    skipped=$((skipped + 1))
elif [[ ! -f $rules ]]; then
    echo "Skipped: $rules is not beside this repository."
    skipped=$((skipped + 1))
elif tests/contract/node_modules/.bin/spectral lint --fail-severity hint --ruleset "$rules" contracts/sroitracker.openapi.json &&
    tests/contract/node_modules/.bin/spectral lint --fail-severity hint --ruleset tests/contract/oas.yaml contracts/supplier-system.openapi.json; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
fi

reports=artifacts/tests
rm -rf "$reports" && mkdir -p "$reports"
for project in $(grep -l 'Include="xunit.v3"' tests/*/*.csproj); do
    name=$(basename "$project" .csproj)
    report="$reports/$name.xml"
    echo "== $name"
    "$(dirname "$project")/bin/Release/net10.0/$name" -noLogo -noColor -result-xml "$report"
    code=$?
    # One <assembly> element with the counts; a report that is missing, holds no test, or disagrees with the exit code is a failure.
    line=$(grep -o '<assembly [^>]*>' "$report" 2>/dev/null | head -n 1)
    count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$line"; }
    wrong=$(($(count failed)+0 + $(count errors)+0))
    if [[ $(count total)+0 -eq 0 || ($code -ne 0 && $wrong -eq 0) ]]; then
        echo "$name ended with code $code and ran $(($(count total)+0)) tests." >&2
        wrong=$((wrong + 1))
    fi
    passed=$((passed + $(count passed)+0)) failed=$((failed + wrong)) skipped=$((skipped + $(count skipped)+0))
done
finish
