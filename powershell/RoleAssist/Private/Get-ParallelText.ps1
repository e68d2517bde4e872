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
            & $RoleAssistProgram exec $RoleAssistRun.Role.Profile --region $RoleAssistRun.Role.Region --quiet -- @args
        }
        function aws { Invoke-AwsCommand aws @args }

        $RoleAssistProgram = $using:RoleAssistProgram
        foreach ($RoleAssistTool in $using:RoleAssistTools) { Import-Module -Name $RoleAssistTool }
        if ('Amazon.Runtime.ProcessAWSCredentials' -as [type]) {
            Set-AWSCredential -Credential (New-Object -TypeName 'Amazon.Runtime.ProcessAWSCredentials' -ArgumentList $RoleAssistRun.Command)
            $StoredAWSRegion = $RoleAssistRun.Role.Region
        }

        $RoleAssistArguments = @($using:RoleAssistArguments)
        $_ = $RoleAssistRun.Role
    }
    @(
        $before.ToString()
        '$RoleAssistWritten = try { & {'
        $ScriptBlock.ToString()
        '} @RoleAssistArguments 2>&1 } catch { $_ }'
        '[pscustomobject] @{ Index = $RoleAssistRun.Index; Written = @($RoleAssistWritten) }'
    ) -join "`n"
}
