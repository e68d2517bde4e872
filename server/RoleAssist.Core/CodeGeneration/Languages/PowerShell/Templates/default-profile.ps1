#Requires -Version 5.1

<#
.SYNOPSIS
    Makes the temporary credentials of profile «comment profile» the default profile of this machine.
.DESCRIPTION
    Every tool that reads the shared credentials file uses them, containers that mount ~/.aws included. They stand in the
    file in plain text until they expire.

    No long-lived key is lost: -Force renames a default profile that is not temporary to [default-kept], and -Remove
    names it [default] again.
.PARAMETER Force
    Replaces a default profile that is there.
.PARAMETER Remove
    Removes the temporary default profile.
.EXAMPLE
    ./default-profile.ps1
.EXAMPLE
    ./default-profile.ps1 -Remove
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Write')]
param(
    [Parameter(ParameterSetName = 'Write')]
    [switch] $Force,

    [Parameter(Mandatory, ParameterSetName = 'Remove')]
    [switch] $Remove
)

& {
    «include header»
    $region = «region»

    # The file that all tools share. Without -ProfileLocation the AWS Tools may write to an encrypted store that only .NET reads.
    $file = $Env:AWS_SHARED_CREDENTIALS_FILE
    if (-not $file) {
        $file = Join-Path -Path $HOME -ChildPath '.aws' | Join-Path -ChildPath 'credentials'
    }

    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($file)
    $text = ''
    if (Test-Path -LiteralPath $file) {
        $text = [System.IO.File]::ReadAllText($file)
    }

    function Rename-Section {
        <#
        .SYNOPSIS
            Gives a section of the file another name and changes nothing else.
        .PARAMETER Name
            Its name.
        .PARAMETER NewName
            Its new name.
        #>
        param([string] $Name, [string] $NewName)

        $renamed = [regex]::Replace([System.IO.File]::ReadAllText($file), "(?m)^[ \t]*\[[ \t]*$Name[ \t]*\]", "[$NewName]")

        # The copy keeps the file's mode, and the file is never half written.
        Copy-Item -LiteralPath $file -Destination "$file.new" -Force
        [System.IO.File]::WriteAllText("$file.new", $renamed)
        Move-Item -LiteralPath "$file.new" -Destination $file -Force
    }

    # Temporary credentials have a token, and an access key ID that does not start as long-lived ones do.
    $sections = @([regex]::Matches($text, '(?ms)^[ \t]*\[[ \t]*default[ \t]*\].*?(?=^[ \t]*\[|\z)') | ForEach-Object { $_.Value })
    $kept = @($sections | Where-Object { $_ -notmatch '(?m)^[ \t]*aws_session_token[ \t]*[=:][ \t]*\S' -or $_ -match '(?m)^[ \t]*aws_access_key_id[ \t]*[=:][ \t]*A[K]IA' })
    $hasKept = $text -match '(?m)^[ \t]*\[[ \t]*default-kept[ \t]*\]'

    if ($Remove) {
        if ($kept.Count -gt 0 -or ($sections.Count -eq 0 -and -not $hasKept)) {
            Write-Output "There is no temporary default profile in $file."
        }
        elseif ($PSCmdlet.ShouldProcess($file, 'Remove the temporary default profile')) {
            if ($sections.Count -gt 0) {
                Remove-AWSCredentialProfile -ProfileName 'default' -ProfileLocation $file -Force
            }

            if ($hasKept) {
                Rename-Section -Name 'default-kept' -NewName 'default'
            }
        }

        return
    }

    if ($sections.Count -gt 0 -and -not $Force) {
        throw "There is a default profile in $file already. To replace it: ./default-profile.ps1 -Force"
    }

    if ($kept.Count -gt 0 -and $hasKept) {
        throw "There is a profile [default-kept] in $file already. Give it another name first."
    }

    if (-not $PSCmdlet.ShouldProcess($file, 'Write the default profile')) {
        return
    }

    «include assume-roles»

    if (-not (Test-Path -LiteralPath $file)) {
        New-Item -Path $file -ItemType File -Force | Out-Null
    }

    # Windows keeps a home folder from others by itself.
    if (Get-Command -Name 'chmod' -CommandType Application -ErrorAction SilentlyContinue) {
        chmod 600 $file
    }

    if ($kept.Count -gt 0) {
        Rename-Section -Name 'default' -NewName 'default-kept'
        Write-Warning -Message "The default profile that was there is now [default-kept]. To put it back: ./default-profile.ps1 -Remove"
    }

    # -Credential would not do: only the parts of a session's credentials can be stored.
    $default = @{
        AccessKey       = $credentials.AccessKeyId
        SecretKey       = $credentials.SecretAccessKey
        SessionToken    = $credentials.SessionToken
        Region          = $region
        ProfileLocation = $file
    }
    Initialize-AWSDefaultConfiguration @default

    $identity = Get-STSCallerIdentity -ProfileName 'default' -ProfileLocation $file -Region $region
«if temporary»
    Write-Output "The default profile works as $($identity.Arn)"
«else»
    Write-Output "The default profile works as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«end»
    «cursor»
}
