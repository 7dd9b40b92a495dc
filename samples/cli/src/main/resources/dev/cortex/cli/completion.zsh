#compdef cortex
# Completion of cortex for zsh: source <(cortex completion zsh)
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_cortex_complete() {
    local -a candidates
    candidates=("${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    candidates=(${candidates:#})
    if (( $#candidates )); then
        compadd -a candidates
    else
        _files
    fi
}
compdef _cortex_complete cortex
