function Invoke-ParallelBlock {
    <#
    .SYNOPSIS
    Runs a block with several roles at the same time, and returns an object for each in their order.
    .DESCRIPTION
    Runspaces share the environment of the process, so it cannot hold a role. The AWS Tools get their credentials from
    $StoredAWSCredentials of each runspace, and programs from "roleassist exec", which finds the session.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        # Of Get-RoleRun.
        [Parameter(Mandatory = $true)]
        [object[]] $Runs,

        [Parameter(Mandatory = $true)]
        [string] $Program,

        [Parameter(Mandatory = $true)]
        [scriptblock] $ScriptBlock,

        [object[]] $ArgumentList,

        [int] $ThrottleLimit,

        # The caller's, where $using: finds its variables.
        [Parameter(Mandatory = $true)]
        [System.Management.Automation.SessionState] $SessionState
    )

    $variables = @{}
    $uses = $ScriptBlock.Ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.UsingExpressionAst] }, $true)
    foreach ($use in $uses) {
        $name = [System.Management.Automation.Language.UsingExpressionAst]::ExtractUsingVariable($use).VariablePath.UserPath
        $variables[$name] = $SessionState.PSVariable.GetValue($name)
    }

    $indexed = for ($index = 0; $index -lt $Runs.Count; $index++) {
        if ($null -eq $Runs[$index].Error) {
            [pscustomobject] @{
                Index   = $index
                Role    = $Runs[$index].Role
                Command = $Runs[$index].Given.Command
                Exec    = @(Get-ExecArgument -Request $Runs[$index].Request -Region $Runs[$index].Role.Region)
            }
        }
    }

    # ForEach-Object resolves $using: in the text that it is given, so the block becomes a part of it.
    $call = @{
        Text          = Get-ParallelText -ScriptBlock $ScriptBlock
        Items         = @($indexed)
        Program       = $Program
        Arguments     = $ArgumentList
        ThrottleLimit = $ThrottleLimit
        Variables     = $variables

        # A runspace has none of the caller's modules.
        Tools         = @(Get-Module -Name 'AWS.Tools.*', 'AWSPowerShell*' | ForEach-Object -Process { $_.Path })
    }
    $outcomes = @{}
    Invoke-ParallelText -RoleAssistCall $call | ForEach-Object -Process { $outcomes[$_.Index] = $_ }
    for ($index = 0; $index -lt $Runs.Count; $index++) {
        $outcome = $outcomes[$index]
        if ($null -eq $outcome) {
            # A block that used exit has no outcome.
            $fault = if ($null -ne $Runs[$index].Error) { $Runs[$index].Error } else { New-BlockEndedError }
            $outcome = @{ Values = @(); Errors = @(); Thrown = $fault; ExitCode = $null }
        }

        New-RoleResult -Role $Runs[$index].Role -Outcome $outcome
    }
}
