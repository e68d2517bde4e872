function Invoke-ParallelText {
    <#
    .SYNOPSIS
    Runs the text of Get-ParallelText for each item at the same time, and returns the outcomes.
    .DESCRIPTION
    $using: looks for variables here, so those of the caller are set here. They may have any name: the variables of this
    function have names of RoleAssist's own.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param(
        # Text, Items, Program, Tools, Arguments, ThrottleLimit; Variables: those of the caller.
        [Parameter(Mandatory = $true)]
        [hashtable] $RoleAssistCall
    )

    $RoleAssistProgram = $RoleAssistCall.Program
    $RoleAssistTools = $RoleAssistCall.Tools
    $RoleAssistArguments = $RoleAssistCall.Arguments
    $RoleAssistBlock = [scriptblock]::Create($RoleAssistCall.Text)
    foreach ($RoleAssistVariable in $RoleAssistCall.Variables.GetEnumerator()) {
        # Those that cannot be set, such as $PID, are the same everywhere.
        Set-Variable -Name $RoleAssistVariable.Key -Value $RoleAssistVariable.Value -ErrorAction Ignore
    }

    $RoleAssistCall.Items | ForEach-Object -Parallel $RoleAssistBlock -ThrottleLimit $RoleAssistCall.ThrottleLimit
}
