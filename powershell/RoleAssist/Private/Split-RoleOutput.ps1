function Split-RoleOutput {
    <#
    .SYNOPSIS
    Creates the object that Invoke-AwsRole returns for an account and region.
    #>
    [CmdletBinding()]
    [OutputType('RoleAssist.Result')]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Role,

        # Output and errors.
        [AllowNull()]
        [object[]] $Written
    )

    $values = @($Written | Where-Object -FilterScript { $_ -isnot [System.Management.Automation.ErrorRecord] })
    $faults = @($Written | Where-Object -FilterScript { $_ -is [System.Management.Automation.ErrorRecord] })
    [pscustomobject] @{
        PSTypeName = 'RoleAssist.Result'
        Profile    = $Role.Profile
        Account    = $Role.Account
        Region     = $Role.Region
        Value      = if ($values.Count -gt 1) { $values } else { $values | Select-Object -First 1 }
        Error      = $faults | Select-Object -First 1
    }
}
