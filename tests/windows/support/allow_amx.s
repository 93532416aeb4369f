# Linux lets a process use the AMX tiles of a processor only after it asked: arch_prctl(ARCH_REQ_XCOMP_PERM, XTILEDATA),
# Documentation/arch/x86/xstate.rst of the kernel. A program for Windows never asks, so under Wine the int8 kernels of
# onnxruntime stop with an illegal instruction. Preloaded, this asks when a process starts; without AMX Linux just refuses.
    .section .text
ask:
    mov $158, %eax      # arch_prctl
    mov $0x1023, %edi   # ARCH_REQ_XCOMP_PERM
    mov $18, %esi       # XTILEDATA
    syscall
    ret

    .section .init_array, "aw"
    .quad ask

    .section .note.GNU-stack, "", @progbits
