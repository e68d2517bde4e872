function New-StoredCredential {
    <#
    .SYNOPSIS
    Creates what $StoredAWSCredentials holds for a session. Returns nothing without the AWS Tools.
    .DESCRIPTION
    ProcessAWSCredentials is the class of the AWS SDK for .NET that gets credentials from a command, and gets new ones
    before they expire. It is in both versions that the AWS Tools 4 and 5 are built on, it is bound to one session, and
    it keeps no secret in a variable. The classes for container credentials read the environment of the process, which
    has one role only.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes a variable of its own only.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Command
    )

    $type = 'Amazon.Runtime.ProcessAWSCredentials' -as [type]
    if ($null -eq $type) {
        return
    }

    # The cmdlet stores its own type in the variable of the scope from which it is called.
    $StoredAWSCredentials = $null
    Set-AWSCredential -Credential (New-Object -TypeName $type.FullName -ArgumentList $Command)
    $StoredAWSCredentials
}
