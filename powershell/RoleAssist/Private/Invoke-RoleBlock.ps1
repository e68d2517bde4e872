function Invoke-RoleBlock {
    <#
    .SYNOPSIS
    Runs a block with a role and returns what it wrote, the exit code of its last program and its first error.
    .DESCRIPTION
    The environment and $LASTEXITCODE are taken back in any case. The variables of the AWS Tools are in the block's own
    scope, where they count before those of the caller.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        # Of Get-RoleRun.
        [Parameter(Mandatory = $true)]
        [psobject] $Run,

        [Parameter(Mandatory = $true)]
        [scriptblock] $ScriptBlock,

        [object[]] $ArgumentList,

        # The caller's, for its $ErrorActionPreference.
        [Parameter(Mandatory = $true)]
        [System.Management.Automation.SessionState] $SessionState
    )

    $own = New-Object -TypeName 'System.Collections.Generic.List[psvariable]'
    foreach ($variable in @{ '_' = $Run.Role; StoredAWSRegion = $Run.Role.Region; StoredAWSCredentials = New-StoredCredential -Command $Run.Given.Command }.GetEnumerator()) {
        $own.Add((New-Object -TypeName psvariable -ArgumentList $variable.Key, $variable.Value))
    }

    # As with -Parallel, where programs need it.
    $functions = @{ 'Invoke-AwsCommand' = { $command, $rest = $args; & $command @rest } }
    $before = @{ Environment = @{}; Stored = @{} }
    $outcome = @{ Values = @(); Errors = New-Object -TypeName 'System.Collections.Generic.List[object]'; Thrown = $null; ExitCode = $null }
    $outer = $script:RoleAssist.Block
    try {
        Set-RoleState -Variables $Run.Given.Variables -Stored @{ LASTEXITCODE = $null } -Before $before
        Set-Variable -Name 'LASTEXITCODE' -Value $null -Scope Global
        $script:RoleAssist.Block = @{ Run = $Run; Before = $before; Outer = $outer }
        $outcome.Thrown = New-BlockEndedError

        # A break or continue of the block ends here, and not in a loop of the caller.
        foreach ($once in 1) {
            $call = { $outcome.Values = @($ScriptBlock.InvokeWithContext($functions, $own, $ArgumentList)) }
            $preference = $SessionState.PSVariable.GetValue('ErrorActionPreference')
            if ($preference -eq 'Stop' -and $PSVersionTable.PSVersion -lt '7.2') {
                # A redirected program would be ended by its first line on stderr. All other errors are thrown.
                . $call
            }
            else {
                . $call 2>&1 | ForEach-Object -Process { $outcome.Errors.Add($_) }
            }

            $outcome.Thrown = $null
        }
    }
    catch [System.Management.Automation.MethodInvocationException] {
        # The block's own error is inside.
        $inner = $_.Exception.InnerException
        $outcome.Thrown = if ($inner -is [System.Management.Automation.IContainsErrorRecord]) { $inner.ErrorRecord } else { $_ }
    }
    finally {
        $outcome.ExitCode = Get-Variable -Name 'LASTEXITCODE' -Scope Global -ValueOnly -ErrorAction Ignore
        $script:RoleAssist.Block = $outer
        Restore-RoleState -Before $before
    }

    New-RoleResult -Role $Run.Role -Outcome $outcome
}
