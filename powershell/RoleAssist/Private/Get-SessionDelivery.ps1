function Get-SessionDelivery {
    <#
    .SYNOPSIS
    Gets what gives a session to programs and to the AWS Tools.
    .OUTPUTS
    Variables: the environment variables to set, or to remove if the value is null.
    Command: what prints the session's credentials, for the AWS Tools.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        [Parameter(Mandatory = $true)]
        [string] $SessionId,

        [string] $Delivery = 'Profile',

        # Another region than the session's. Credentials are valid in all regions of their partition.
        [string] $Region
    )

    $request = @{ sessionId = $SessionId; delivery = $Delivery.ToLowerInvariant() }
    $found = Get-RoleHostResult -Connection $Connection -Method 'roleassist/terminals/getEnvironment' -Params $request
    if ($found.PSObject.Properties['warning']) {
        Write-Warning -Message $found.warning
    }

    # Only this delivery has an address that needs no token.
    $served = if ($found.delivery -eq 'profile') {
        $found
    }
    else {
        Get-RoleHostResult -Connection $Connection -Method 'roleassist/terminals/getEnvironment' -Params @{ sessionId = $SessionId; delivery = 'profile' }
    }

    $address = ($served.variables | Where-Object -Property 'name' -EQ -Value 'ROLEASSIST_CREDENTIALS_FULL_URI').value
    $variables = @($found.variables)
    if ($Region) {
        $regions = 'AWS_REGION', 'AWS_DEFAULT_REGION'
        $variables = @($variables | Where-Object -Property 'name' -NotIn -Value $regions) +
            @($regions | ForEach-Object -Process { [pscustomobject] @{ name = $_; value = $Region } })
    }

    @{
        Variables = $variables
        Delivery  = $found.delivery
        Command   = Get-CredentialCommand -Program $Connection.Program -Address $address
    }
}
