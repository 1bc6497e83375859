package main

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// sharingViolation is Windows's word for a file that somebody else has open.
const sharingViolation = syscall.Errno(32)

// lockAt opens a file that nobody else can open until it is closed or the process ends,
// however that comes about.
func lockAt(path string) (io.Closer, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE,
		0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(handle), path), nil
}
