// Prints the caller identity from the STS at an address, with the default credentials of the AWS SDK for Go 1.
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sts"
)

func main() {
	s, err := session.NewSession(aws.NewConfig().WithEndpoint(os.Args[1]).WithRegion("us-east-1").WithMaxRetries(0))
	if err == nil {
		var out *sts.GetCallerIdentityOutput
		out, err = sts.New(s).GetCallerIdentity(nil)
		if err == nil {
			fmt.Println(*out.Arn)
			return
		}
	}
	fmt.Println(err)
}
