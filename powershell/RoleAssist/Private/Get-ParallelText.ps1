function Get-ParallelText {
    <#
    .SYNOPSIS
    Returns the text that runs a block in a runspace, with a role.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [scriptblock] $ScriptBlock
    )

    # A program would work with the credentials of the process. These functions give it those of the role.
    $before = {
        $RoleAssistRun = $_
        function Invoke-AwsCommand {
            $RoleAssistExec = $RoleAssistRun.Exec
            & $RoleAssistProgram exec @RoleAssistExec --quiet -- @args
        }
        function aws { Invoke-AwsCommand aws @args }

        $RoleAssistProgram = $using:RoleAssistProgram
        foreach ($RoleAssistTool in $using:RoleAssistTools) { Import-Module -Name $RoleAssistTool }
        if ('Amazon.Runtime.ProcessAWSCredentials' -as [type]) {
            Set-AWSCredential -Credential (New-Object -TypeName 'Amazon.Runtime.ProcessAWSCredentials' -ArgumentList $RoleAssistRun.Command)
            $StoredAWSRegion = $RoleAssistRun.Role.Region
        }

        # These would start a host of their own and change the environment of all blocks.
        function Get-AwsRole { $RoleAssistRun.Role }
        foreach ($RoleAssistName in 'Use-AwsRole', 'Clear-AwsRole', 'Invoke-AwsRole') {
            Set-Item -LiteralPath "Function:$RoleAssistName" -Value { throw "$($MyInvocation.InvocationName) cannot be used in a block with -Parallel." }
        }

        $RoleAssistArguments = @($using:RoleAssistArguments)
        $RoleAssistOutcome = @{
            Index    = $RoleAssistRun.Index
            Values   = @()
            Errors   = New-Object -TypeName 'System.Collections.Generic.List[object]'
            Thrown   = $null
            ExitCode = $null
        }
        $_ = $RoleAssistRun.Role

        # A runspace is used for several blocks.
        $global:LASTEXITCODE = $null
    }
    @(
        $before.ToString()
        'try { . { $RoleAssistOutcome.Values = @(& {'
        $ScriptBlock.ToString()
        '} @RoleAssistArguments) } 2>&1 | ForEach-Object -Process { $RoleAssistOutcome.Errors.Add($_) } } catch { $RoleAssistOutcome.Thrown = $_ }'
        '$RoleAssistOutcome.ExitCode = $global:LASTEXITCODE'
        '$RoleAssistOutcome'
    ) -join "`n"
}
