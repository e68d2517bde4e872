function Invoke-RoleBlock {
    <#
    .SYNOPSIS
    Runs a block with a role and returns what it wrote and its first error.
    .DESCRIPTION
    The environment is taken back in any case. The variables of the AWS Tools are in the block's own scope, where they
    count before those of the caller.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Role,

        # Of Get-SessionDelivery.
        [Parameter(Mandatory = $true)]
        [hashtable] $Given,

        [Parameter(Mandatory = $true)]
        [scriptblock] $ScriptBlock,

        [object[]] $ArgumentList
    )

    $own = New-Object -TypeName 'System.Collections.Generic.List[psvariable]'
    foreach ($variable in @{ '_' = $Role; StoredAWSRegion = $Role.Region; StoredAWSCredentials = New-StoredCredential -Command $Given.Command }.GetEnumerator()) {
        $own.Add((New-Object -TypeName psvariable -ArgumentList $variable.Key, $variable.Value))
    }

    # As with -Parallel, where programs need it.
    $functions = @{ 'Invoke-AwsCommand' = { $command, $rest = $args; & $command @rest } }
    $before = Set-RoleState -Variables $Given.Variables
    $script:RoleAssist.Blocks++
    try {
        $written = @($ScriptBlock.InvokeWithContext($functions, $own, $ArgumentList) 2>&1)
        Split-RoleOutput -Role $Role -Written $written
    }
    catch [System.Management.Automation.MethodInvocationException] {
        # The block's own error is inside.
        $inner = $_.Exception.InnerException
        Split-RoleOutput -Role $Role -Written $(if ($inner -is [System.Management.Automation.IContainsErrorRecord]) { $inner.ErrorRecord } else { $_ })
    }
    finally {
        $script:RoleAssist.Blocks--
        Restore-RoleState -Before $before
    }
}
