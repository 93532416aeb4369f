# A program for Windows that opens the file `held.wav` of its folder as many programs do, so that nobody may rename or
# write it, says so on standard output, and keeps it until its standard input closes.
    .text
    .globl start
start:
    sub $72, %rsp                   # room for the arguments of what is called, and the stack on 16 bytes
    lea name(%rip), %rcx
    mov $0x80000000, %edx           # GENERIC_READ
    mov $1, %r8d                    # FILE_SHARE_READ
    xor %r9d, %r9d
    movq $3, 32(%rsp)               # OPEN_EXISTING
    movq $0, 40(%rsp)
    movq $0, 48(%rsp)
    call CreateFileA
    mov $1, %ecx
    cmp $-1, %rax                   # INVALID_HANDLE_VALUE
    je end
    mov $-11, %ecx                  # STD_OUTPUT_HANDLE
    call GetStdHandle
    mov %rax, %rcx
    lea said(%rip), %rdx
    mov $5, %r8d
    lea count(%rip), %r9
    movq $0, 32(%rsp)
    call WriteFile
    mov $-10, %ecx                  # STD_INPUT_HANDLE
    call GetStdHandle
    mov %rax, %rcx
    lea byte(%rip), %rdx
    mov $1, %r8d
    lea count(%rip), %r9
    movq $0, 32(%rsp)
    call ReadFile
    xor %ecx, %ecx
end:
    call ExitProcess

    .data
name:
    .asciz "held.wav"
said:
    .ascii "held\n"
    .balign 4
count:
    .long 0
byte:
    .byte 0
