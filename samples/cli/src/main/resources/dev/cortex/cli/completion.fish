# Completion of cortex for fish: cortex completion fish | source
function __cortex_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    test (count $current) -eq 0; and set current ''
    $words[1] __complete -- $words[2..-1] $current 2>/dev/null
end
complete -c cortex -f -a '(__cortex_complete)'
complete -c cortex -n "contains -- (commandline -opc)[-1] --home --html --with --file" -F
